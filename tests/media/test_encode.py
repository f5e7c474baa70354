"""Scaling and encoding: what is published holds pixels and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from plugins.media.encode import cached_file, fill_cache
from plugins.media.library import Library, Plan
from plugins.media.settings import MediaSettings
from tests.media.drawing import SECRET, claims, exif, full_of_metadata, opened, plain, profile, save

SETTINGS = MediaSettings(widths=[40, 80], jobs=1)


class Studio:
    """A content folder, a cache, and what is made from one to the other."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "content"
        self.cache = folder / "cache"
        self.told: list[tuple[int, int]] = []

    def plan(self, name: str) -> Plan:
        library = Library(self.root, SETTINGS)
        library.picture(f"/{name}", "x.md")
        return library.plans[name]

    def make(self, *names: str) -> dict[str, Path]:
        """Files by format and width, of the last name."""
        plans = [self.plan(name) for name in names]
        fill_cache(plans, self.cache, SETTINGS, lambda done, total: self.told.append((done, total)))
        return {f"{v.extension} {v.width}": cached_file(v, self.cache) for v in plans[-1].variants}


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def near(color: object, expected: tuple[int, ...], distance: int = 6) -> bool:
    assert isinstance(color, tuple)
    return len(color) == len(expected) and all(abs(a - b) <= distance for a, b in zip(color, expected, strict=True))


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif"])
def test_no_metadata_in_any_format(studio: Studio, name: str) -> None:
    original = full_of_metadata(studio.root / name)
    assert SECRET in original.read_bytes()
    for made in studio.make(name).values():
        data = made.read_bytes()
        for trace in (SECRET, b"Exif", b"EXIF", b"eXIf", b"ICC_PROFILE", b"iCCP", b"ICCP", b"xmp", b"XMP", b"adobe"):
            assert trace not in data, (made.name, trace)
        image = opened(made)
        assert len(image.getexif()) == 0
        assert not {"exif", "icc_profile", "xmp", "comment", "Author"} & set(image.info)


def test_a_picture_that_lies_on_its_side_is_made_upright(studio: Studio) -> None:
    image = Image.new("RGB", (100, 50), (255, 0, 0))
    image.paste((0, 0, 255), (50, 0, 100, 50))
    save(image, studio.root / "a.jpg", exif=exif(6), quality=95)
    for name, made in studio.make("a.jpg").items():
        done = opened(made)
        assert done.height == 2 * done.width, name
        assert near(done.getpixel((done.width // 2, 2)), (255, 0, 0), 20), name
        assert near(done.getpixel((done.width // 2, done.height - 3)), (0, 0, 255), 20), name


def test_sizes(studio: Studio) -> None:
    plain(studio.root / "a.jpg", (100, 51))
    made = studio.make("a.jpg")
    assert {name: opened(path).size for name, path in made.items()} == {
        "avif 40": (40, 20), "avif 80": (80, 41), "webp 40": (40, 20), "webp 80": (80, 41), "jpg 80": (80, 41),
    }  # fmt: skip
    formats = {name.split()[0]: opened(path).format for name, path in made.items()}
    assert formats == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}


@pytest.mark.parametrize("size", [(1, 1), (100, 1), (1, 100)])
def test_the_smallest_pictures(studio: Studio, size: tuple[int, int]) -> None:
    plain(studio.root / "a.png", size)
    for made in studio.make("a.png").values():
        width, height = opened(made).size
        assert width == min(size[0], int(made.stem.rsplit("-", 1)[1]))
        assert height == max(1, round(size[1] * width / size[0]))


@pytest.mark.parametrize(
    ("mode", "color", "name"),
    [("RGBA", (10, 200, 30, 0), "a.png"), ("LA", (200, 0), "a.png"), ("RGBA", (10, 200, 30, 0), "a.webp")],
)
def test_transparency_is_kept(studio: Studio, mode: str, color: object, name: str) -> None:
    plain(studio.root / name, color=color, mode=mode)
    for made in studio.make(name).values():
        image = opened(made)
        assert image.mode == "RGBA"
        pixel = image.getpixel((0, 0))
        assert isinstance(pixel, tuple)
        assert pixel[3] == 0


def test_a_transparent_colour_of_a_palette_is_kept(studio: Studio) -> None:
    image = Image.new("P", (100, 50), 0)
    image.putpalette([255, 0, 0] + [0, 0, 255] * 255)
    image.paste(1, (0, 0, 50, 50))
    save(image, studio.root / "a.png", transparency=0)
    for made in studio.make("a.png").values():
        done = opened(made)
        assert near(done.getpixel((2, 2)), (0, 0, 255, 255), 12), made.name
        right = done.getpixel((done.width - 2, 2))
        assert isinstance(right, tuple)
        assert right[3] < 10


@pytest.mark.parametrize(
    ("mode", "color", "name", "expected"),
    [
        ("CMYK", (0, 255, 255, 0), "a.jpg", (255, 0, 0)),
        ("CMYK", (0, 0, 0, 255), "a.jpg", (0, 0, 0)),
        ("L", 128, "a.jpg", (128, 128, 128)),
        ("L", 128, "a.png", (128, 128, 128)),
        ("1", 1, "a.png", (255, 255, 255)),
        ("I;16", 32768, "a.png", (128, 128, 128)),
        ("RGB", (12, 34, 56), "a.png", (12, 34, 56)),
    ],
)
def test_colours(studio: Studio, mode: str, color: object, name: str, expected: tuple[int, int, int]) -> None:
    plain(studio.root / name, color=color, mode=mode)
    for made in studio.make(name).values():
        image = opened(made)
        assert image.mode == "RGB", made.name
        assert near(image.getpixel((3, 3)), expected), made.name


def test_a_palette_picture(studio: Studio) -> None:
    image = Image.new("P", (100, 50), 5)
    image.putpalette([0, 0, 0] * 5 + [10, 200, 30] + [0] * 750)
    save(image, studio.root / "a.gif")
    for made in studio.make("a.gif").values():
        assert near(opened(made).getpixel((3, 3)), (10, 200, 30)), made.name


def test_a_broken_colour_profile_does_no_harm(studio: Studio) -> None:
    save(Image.new("RGB", (100, 50), (255, 0, 0)), studio.root / "a.jpg", icc_profile=b"khong phai ho so mau")
    assert near(opened(studio.make("a.jpg")["jpg 80"]).getpixel((3, 3)), (255, 0, 0))


@pytest.mark.parametrize(("mode", "color"), [("L", 128), ("CMYK", (0, 255, 255, 0))])
def test_a_colour_profile_of_another_mode_does_no_harm(studio: Studio, mode: str, color: object) -> None:
    image = Image.new(mode, (100, 50), color)  # type: ignore[arg-type]
    save(image, studio.root / "a.jpg", icc_profile=profile())
    assert opened(studio.make("a.jpg")["jpg 80"]).mode == "RGB"


def test_what_is_in_the_cache_is_not_made_again(studio: Studio) -> None:
    plain(studio.root / "a.jpg")
    plain(studio.root / "b.jpg", color=(0, 0, 255))
    first = studio.make("a.jpg", "b.jpg")
    assert studio.told == [(1, 2), (2, 2)]
    before = {path: path.stat().st_mtime_ns for path in first.values()}
    studio.told.clear()
    assert studio.make("a.jpg", "b.jpg") == first
    assert studio.told == []
    assert {path: path.stat().st_mtime_ns for path in first.values()} == before
    missing = first["avif 40"]
    missing.unlink()
    studio.make("a.jpg", "b.jpg")
    assert studio.told == [(1, 1)]
    assert missing.is_file()


def test_the_same_picture_makes_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for folder in ("one", "other"):
        studio = Studio(tmp_path / folder)
        full_of_metadata(studio.root / "a.jpg")
        made.append({name: path.read_bytes() for name, path in studio.make("a.jpg").items()})
    assert made[0] == made[1]


def test_nothing_half_made_is_left_in_the_cache(studio: Studio) -> None:
    plain(studio.root / "a.jpg")
    made = studio.make("a.jpg")
    assert sorted(studio.cache.iterdir()) == sorted(made.values())


def test_sixteen_bits_with_a_transparent_grey(studio: Studio) -> None:
    save(Image.new("I;16", (100, 50), 32768), studio.root / "a.png", transparency=100)
    for made in studio.make("a.png").values():
        assert near(opened(made).getpixel((3, 3)), (128, 128, 128)), made.name


@pytest.mark.parametrize("broken", [b"khong phai exif", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM"])
def test_broken_exif_does_no_harm(studio: Studio, broken: bytes) -> None:
    save(Image.new("RGB", (100, 50), (255, 0, 0)), studio.root / "a.jpg", exif=broken)
    made = studio.make("a.jpg")
    assert {opened(path).size for name, path in made.items() if name.endswith("80")} == {(80, 40)}


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_the_plan_and_the_picture_agree(studio: Studio, name: str, turned: int) -> None:
    save(Image.new("RGB", (100, 50)), studio.root / name, exif=exif(turned))
    made = studio.make(name)
    picture = studio.plan(name).picture
    assert {opened(path).size for key, path in made.items() if key.endswith(str(picture.width))} == {
        (picture.width, picture.height)
    }


def test_the_way_up_may_stand_in_xmp(studio: Studio) -> None:
    words = PngImagePlugin.PngInfo()
    words.add_itxt("XML:com.adobe.xmp", '<x tiff:Orientation="6"/>')
    save(Image.new("RGB", (100, 50)), studio.root / "a.png", pnginfo=words)
    assert opened(studio.make("a.png")["png 50"]).size == (50, 100)


def test_pixels_that_turn_out_broken_are_told(studio: Studio) -> None:
    """Sound checksums around too few pixels: only decoding shows it."""
    claims(studio.root / "a.png", 100, 100)
    plain(studio.root / "b.png")
    plans = [studio.plan("a.png"), studio.plan("b.png")]
    assert fill_cache(plans, studio.cache, SETTINGS, lambda done, total: None) == plans[:1]
    assert all(cached_file(variant, studio.cache).is_file() for variant in plans[1].variants)
