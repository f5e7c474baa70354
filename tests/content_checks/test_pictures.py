"""Pictures and targets: how a body's links and pictures are read, and what a file tells of its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from plugins.content_checks.rules.pictures import is_file_name, tells_place
from plugins.content_checks.targets import Target, read_targets
from tests.content_checks.finding import values

_GPS_INFO = 0x8825
_PLACE = {1: "N", 2: (10.0, 20.0, 30.0), 3: "E", 4: (107.0, 5.0, 6.0)}


def drawn(path: Path, place: Mapping[int, object] | None) -> Path:
    """A picture whose EXIF names the camera, and the place when one is given."""
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh"
    if place is not None:
        exif[_GPS_INFO] = place
    Image.new("RGB", (8, 8)).save(path, exif=exif)
    return path


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_coordinates_are_found_in_every_form(tmp_path: Path, name: str) -> None:
    assert tells_place(drawn(tmp_path / name, _PLACE))


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_a_camera_without_a_place_tells_none(tmp_path: Path, name: str) -> None:
    assert not tells_place(drawn(tmp_path / name, None))
    assert not tells_place(drawn(tmp_path / f"b{name}", {0: b"\2\3\0\0"}))


def test_xmp_tells_a_place_too(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.jpg", None)
    path.write_bytes(path.read_bytes() + b"<exif:GPSLatitude>10,20N</exif:GPSLatitude>")
    assert tells_place(path)


def test_what_is_no_picture_tells_no_place(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8Exif\0\0 and no more")
    assert not tells_place(tmp_path / "a.jpg")
    assert not tells_place(tmp_path / "none.jpg")


def test_a_picture_that_loses_its_place_is_looked_at_again(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.jpg", _PLACE)
    assert tells_place(path)
    drawn(path, None)
    assert not tells_place(path)


@pytest.mark.parametrize(
    "words",
    ["IMG_2034", "anh-01.jpg", "z5123456789012_0a1b", "untitled (2)", "Ảnh chụp màn hình.png", "hoi-nghi", "DSC 0012"],
)
def test_names_of_files(words: str) -> None:
    assert is_file_name(words, "/images/hoi-nghi.jpg")


@pytest.mark.parametrize(
    "words",
    ["Ảnh 1", "Hội nghị", "Ảnh minh họa", "Cam kết của 12 hộ dân", "Scan mã QR ở cổng", "Xe 12 chỗ", "Anh 2 con"],
)
def test_words_that_are_no_names(words: str) -> None:
    assert not is_file_name(words, "/images/hoi-nghi.jpg")


def test_targets() -> None:
    text = """\
![Một](/a.jpg "Lời tả (hai)") và [chữ
xuống dòng](/b/ "nhan đề").
![Hai](/c.jpg)
[![Ba](/d.jpg)](/e/) [bốn][x] <https://example.gov.vn/> <a href='/f/'>năm <b>sáu</b></a>

[x]: /g/"""
    assert sorted(read_targets(text, 10)) == sorted(
        [
            Target(10, "Một", "/a.jpg", "Lời tả (hai)", is_picture=True),
            Target(10, "chữ xuống dòng", "/b/", "nhan đề"),
            Target(12, "Hai", "/c.jpg", is_picture=True, is_alone=True),
            Target(13, "![Ba](/d.jpg)", "/e/"),
            Target(13, "Ba", "/d.jpg", is_picture=True),
            Target(13, "bốn", ""),
            Target(13, "https://example.gov.vn/", "https://example.gov.vn/"),
            Target(13, "năm sáu", "/f/", is_html=True),
            Target(15, "", "/g/"),
        ]
    )


@pytest.mark.parametrize("text", ["[" * 20_000, "[a](" * 5_000, "![" * 10_000, "<a href=" * 3_000, "[a]: " * 5_000])
def test_odd_text_is_read_in_a_moment(text: str) -> None:
    assert len(list(read_targets(text, 1))) <= 1


def test_pictures_in_a_group_need_captions_each() -> None:
    body = '![](/images/hoi-truong.jpg "Một")\n![](/images/bien-gioi.jpg "Hai")'
    assert values("picture-caption", body) == ["/images/hoi-truong.jpg", "/images/bien-gioi.jpg"]
