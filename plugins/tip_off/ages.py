"""How long an entry of a registry may stand without being verified, counted from the build's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from plugins.common.dates import NewsDate

Age = Literal["fresh", "old", "too old", "future"]


@dataclass(frozen=True)
class Ages:
    """The build's clock and the two ages, in days."""

    now: datetime
    warn_after: int
    fail_after: int

    def of(self, verified: NewsDate) -> Age:
        """What a day of verification means today. A month or a year counts from its start: the least it can mean."""
        if self.now < verified.value:
            return "future"
        # In whole days, as the messages count: "180 days" is not yet "more than 180 days".
        if self.days(verified) > self.fail_after:
            return "too old"
        return "old" if self.days(verified) > self.warn_after else "fresh"

    def days(self, verified: NewsDate) -> int:
        """Whole days since the verification."""
        return (self.now - verified.value).days
