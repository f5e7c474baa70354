"""A picture that is not where it was said to be, but near."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from plugins.common.media import MediaError
from plugins.media.library import Library
from plugins.media.settings import MediaSettings


@pytest.mark.parametrize(
    "written", ["hoi-truong.jpg", "/images/Hoi-Truong.JPG", "/hoi-truong.jpg", "/anh/HỘI-trường.jpg"]
)
def test_the_picture_that_was_meant_is_named(tmp_path: Path, written: str) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (3, 2)).save(tmp_path / "images" / "hoi-truong.jpg")
    with pytest.raises(MediaError) as caught:
        Library(tmp_path, MediaSettings()).picture(written, str(tmp_path / "tin" / "bai.md"))
    assert caught.value.remedy == "viết /images/hoi-truong.jpg"
    assert caught.value.fatal
