"""Every test in this folder opens the built corpus site in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.line import Line, line_to
from tests.browser.looking import Visit, visit


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them, so that `pytest -m "not browser"` is quick."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")


@pytest.fixture
def line(corpus_site: Path) -> Iterator[Line]:
    """The corpus site at the end of a line that a test can spoil."""
    with line_to(corpus_site) as made:
        yield made


@pytest.fixture
def reader(browser: Browser, line: Line) -> Iterator[Visit]:
    """A reader who has seen nothing yet."""
    with visit(browser, line.url, 1280) as seen:
        yield seen
