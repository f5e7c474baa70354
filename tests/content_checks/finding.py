"""What one rule finds in a body: values, for the tests of single rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from plugins.content_checks.model import Finding
from plugins.content_checks.rules import RULES
from tests.content_checks.support import HEADER, archive_with, article_of

_BY_ID = {rule.id: rule for rule in RULES}


def findings(rule: str, body: str, header: str = HEADER, **known: Any) -> list[Finding]:
    """What a rule finds in an article with this body; ``known`` is what the archive knows besides."""
    article = article_of(f"{header}{body}\n")
    return list(_BY_ID[rule].check(article, replace(archive_with(article), **known)))


def values(rule: str, body: str, header: str = HEADER, **known: Any) -> list[str]:
    """The values of :func:`findings`."""
    return [finding.value for finding in findings(rule, body, header, **known)]
