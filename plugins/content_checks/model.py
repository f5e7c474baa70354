"""A rule is a function over one article and what the archive knows of the others; what it finds is a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Finding:
    """What a rule found: the line (from 1), and what stands there. ``message`` and ``remedy`` only where they differ
    from the rule's own.

    ``secret`` marks what must not be repeated in reports that others read: it is shown with its middle left out.
    """

    line: int
    value: str = ""
    message: str = ""
    remedy: str = ""
    secret: bool = False


Check = Callable[[Article, Archive], Iterable[Finding]]


@dataclass(frozen=True)
class Rule:
    """One rule of the gate.

    ``id``: kebab case, English, stable: headers and reports name it. ``message``: what is wrong, a Vietnamese clause
    without a full stop. ``why``: one Vietnamese sentence for the guide. ``remedy``: what to do, a Vietnamese clause.
    ``waivable``: whether an editor may put down why it does not hold here.
    """

    id: str
    severity: Severity
    message: str
    why: str
    remedy: str
    check: Check
    waivable: bool = True
