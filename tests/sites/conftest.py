"""The newsroom that the tests of this folder begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites.newsroom import article


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A newsroom's folder with one published article."""
    folder = tmp_path / "content"
    article(folder / "tin", "_index", "title: Tin hoạt động")
    article(folder / "tin", "bai-cu", "title: Bài cũ\ndate: 2021-12-26 21:42")
    return folder
