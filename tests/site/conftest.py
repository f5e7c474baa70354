"""Every test in this folder reads the built corpus site."""

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them, so that `pytest -m "not site"` is quick."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("site")
