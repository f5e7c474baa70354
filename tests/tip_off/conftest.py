"""Fixtures of the tip-off tests."""

from __future__ import annotations

import pytest

from plugins.common.problems import Report


@pytest.fixture
def report() -> Report:
    """An empty report."""
    return Report()
