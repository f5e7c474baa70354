"""Pictures of wanted notices: neutral names, and copies that are forgotten when nobody uses them any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.wanted import PHOTO_STEM
from plugins.media.cache import forget, in_use
from plugins.media.library import Library, NamedLibrary
from plugins.media.settings import MediaSettings
from tests.media.drawing import plain


@pytest.fixture
def library(tmp_path: Path) -> Library:
    plain(tmp_path / "content" / "images" / "ten-nguoi.jpg")
    return Library(tmp_path / "content", MediaSettings(widths=[40]))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    folder = tmp_path / "cache" / "pictures"
    folder.mkdir(parents=True)
    return folder


def names(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.iterdir())


def test_one_original_under_two_names(library: Library, tmp_path: Path) -> None:
    neutral = NamedLibrary(library, PHOTO_STEM)
    source = str(tmp_path / "content" / "a.md")
    usual, hidden = (shelf.picture("/images/ten-nguoi.jpg", source) for shelf in (library, neutral))
    assert usual.src.startswith("/images/ten-nguoi.")
    assert hidden.src.startswith("/images/anh-truy-na.")
    assert usual.source == hidden.source == "images/ten-nguoi.jpg"
    assert neutral.file("/images/ten-nguoi.jpg", source) == "images/ten-nguoi.jpg"
    made = library.by_address()
    assert set(made) == {usual.src, hidden.src}
    for plan in (made[hidden.src], made[usual.src]):
        assert all(variant.name.split(".")[0] == plan.picture.src.split(".")[0][1:] for variant in plan.variants)
    assert not any("ten-nguoi" in source.srcset for source in hidden.sources)


def test_photographs_of_notices_go_when_no_page_shows_them(cache: Path) -> None:
    for name in (
        "anh-truy-na.0123456789-480.avif",
        "anh-truy-na.abcdef0123-480.jpg",
        "anh-truy-na-2.abcdef0123-480.jpg",
    ):
        (cache / name).touch()
    forget(cache, ["images/anh-truy-na.abcdef0123-480.jpg"], [])
    assert names(cache) == ["anh-truy-na-2.abcdef0123-480.jpg", "anh-truy-na.abcdef0123-480.jpg"]


def test_what_a_killed_build_left_half_written_goes_too(library: Library, cache: Path, tmp_path: Path) -> None:
    picture = NamedLibrary(library, PHOTO_STEM).picture("/images/ten-nguoi.jpg", str(tmp_path / "content" / "a.md"))
    digest = picture.src.split(".")[1].split("-")[0]
    other = ".khac.0123456789-40.jpg.ab12cd_x"
    for name in (".anh-truy-na.0123456789-480.avif.k3j_x9a1", f".ten-nguoi.{digest}-40.webp.zz91_abc", other):
        (cache / name).touch()
    forget(cache, [], [picture])
    assert names(cache) == [other]


def test_copies_of_a_lifted_photograph_go_under_every_name(library: Library, cache: Path, tmp_path: Path) -> None:
    picture = NamedLibrary(library, PHOTO_STEM).picture("/images/ten-nguoi.jpg", str(tmp_path / "content" / "a.md"))
    digest = picture.src.split(".")[1].split("-")[0]
    old, shown, other = f"ten-nguoi.{digest}-40.webp", f"ten-nguoi.{digest}-40.jpg", "khac.0123456789-40.jpg"
    for name in (old, shown, other):
        (cache / name).touch()
    forget(cache, [f"images/{shown}"], [picture])
    assert names(cache) == sorted([shown, other])


def test_nothing_to_forget_in_a_cache_that_is_not_there(tmp_path: Path) -> None:
    forget(tmp_path / "none", [], [])
    assert list(tmp_path.iterdir()) == []


def test_builds_share_the_cache(cache: Path) -> None:
    with in_use(cache), in_use(cache):
        assert names(cache) == [], "the lock lies beside the pictures"
