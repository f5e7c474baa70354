"""Where pictures and files are, and what is planned of them."""

from __future__ import annotations

import dataclasses
import pickle
import unicodedata
import warnings
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageFile

from plugins.common.media import MediaError
from plugins.media.library import Library
from plugins.media.settings import MediaSettings
from tests.media.drawing import claims, exif, full_of_metadata, plain, save

Form = Literal["NFC", "NFD"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A content folder, and a secret beside it."""
    content = tmp_path / "content"
    plain(content / "images" / "a.jpg")
    plain(content / "images" / "Ảnh đẹp #1.png")
    plain(content / "tin" / "2021" / "b.jpg")
    plain(tmp_path / "secret.jpg")
    return content


@pytest.fixture
def library(root: Path) -> Library:
    return Library(root, MediaSettings(widths=[40, 80]))


@pytest.fixture
def article(root: Path) -> str:
    return str(root / "tin" / "2021" / "bai.md")


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("/images/a.jpg", "images/a.jpg"),
        ("images/a.jpg", "images/a.jpg"),
        ("b.jpg", "tin/2021/b.jpg"),
        ("./b.jpg", "tin/2021/b.jpg"),
        ("../2021/b.jpg", "tin/2021/b.jpg"),
        ("../../images/a.jpg", "images/a.jpg"),
        ("/images/%61.jpg", "images/a.jpg"),
        ("  /images/a.jpg ", "images/a.jpg"),
        ("/images/a.jpg#giua", "images/a.jpg"),
        ("{static}/images/a.jpg", "images/a.jpg"),
        ("{attach}b.jpg", "tin/2021/b.jpg"),
        ("/images/../images/a.jpg", "images/a.jpg"),
    ],
)
def test_addresses(library: Library, article: str, address: str, source: str) -> None:
    assert library.picture(address, article).source == source
    assert library.file(address, article) == source


@pytest.mark.parametrize("address", ["/images/%E1%BA%A2nh%20%C4%91%E1%BA%B9p%20%231.png", "/images/Ảnh đẹp %231.png"])
def test_percent_encoded_names(library: Library, article: str, address: str) -> None:
    assert library.picture(address, article).source == "images/Ảnh đẹp #1.png"


@pytest.mark.parametrize(
    "address",
    [
        "../../etc/passwd", "../../../etc/passwd", "/../../../../../../etc/passwd", "../../../secret.jpg",
        "/../secret.jpg", "/images/../../secret.jpg", "%2e%2e/%2e%2e/%2e%2e/secret.jpg", "/%2e%2e/secret.jpg",
        "/..%2fsecret.jpg", "/images/none.jpg", "none.jpg", "", "/", ".", "/images", "/images/", "a\0b",
    ],
)  # fmt: skip
def test_nothing_outside_the_content_folder(library: Library, article: str, address: str) -> None:
    for find in (library.picture, library.file):
        with pytest.raises(MediaError, match="không tìm thấy"):
            find(address, article)
    assert library.plans == {}


def test_a_name_that_is_too_long_is_an_error_and_no_crash(library: Library, article: str) -> None:
    with pytest.raises(MediaError):
        library.picture("/images/" + "x" * 300 + ".jpg", article)


@pytest.mark.parametrize(
    "address",
    ["C:\\Users\\an\\a.jpg", "c:/a.jpg", "D:a.jpg", "\\\\may\\chung\\a.jpg", "file:///C:/a.jpg", "FILE:a.jpg"],
)
def test_paths_of_a_computer(library: Library, article: str, address: str) -> None:
    with pytest.raises(MediaError, match="ảnh trỏ vào ổ đĩa của máy tính") as caught:
        library.picture(address, article)
    assert caught.value.fatal
    assert caught.value.remedy == "chép ảnh vào content/images rồi viết /images/ten-anh.jpg"


@pytest.mark.parametrize("address", ["/Users/an/Desktop/a.jpg", "/home/an/a.jpg"])
def test_paths_of_other_computers(library: Library, article: str, address: str) -> None:
    """A warning would publish the article without its picture."""
    with pytest.raises(MediaError) as caught:
        library.picture(address, article)
    assert caught.value.fatal


@pytest.mark.parametrize("address", ["http://x.vn/a.jpg", "https://x.vn/a.jpg", "//x.vn/a.jpg"])
def test_pictures_of_other_sites(library: Library, article: str, address: str) -> None:
    with pytest.raises(MediaError, match="ảnh nằm ở trang khác"):
        library.picture(address, article)
    with pytest.raises(MediaError, match="tệp nằm ở trang khác"):
        library.file(address, article)


def test_what_is_missing_from_a_folder_that_is_there_is_fatal(library: Library, article: str) -> None:
    def fatal(address: str) -> bool:
        with pytest.raises(MediaError) as caught:
            library.picture(address, article)
        return caught.value.fatal

    assert fatal("/images/none.jpg")
    assert fatal("none.jpg")
    assert not fatal("/khong-co/none.jpg")


@pytest.mark.parametrize("name", ["broken.jpg", "empty.png", "page.html", "logo.svg", "cut.jpg", "photo.heic"])
def test_files_that_cannot_be_opened(root: Path, library: Library, article: str, name: str) -> None:
    data = {"logo.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>', "empty.png": b""}
    path = root / "images" / name
    if name == "cut.jpg":
        save(Image.effect_noise((100, 100), 50), path)
        path.write_bytes(path.read_bytes()[:800])
    else:
        path.write_bytes(data.get(name, b"khong phai anh"))
    with pytest.raises(MediaError, match="không mở được ảnh") as caught:
        library.picture(f"/images/{name}", article)
    assert caught.value.fatal
    assert "JPG hoặc PNG" in caught.value.remedy


@pytest.mark.parametrize(("name", "form"), [("a.tiff", "TIFF"), ("a.bmp", "BMP"), ("a.avif", "AVIF"), ("a.ico", "ICO")])
def test_formats_that_are_not_taken(root: Path, library: Library, article: str, name: str, form: str) -> None:
    plain(root / "images" / name, (16, 16))
    with pytest.raises(MediaError, match=f"ảnh dạng {form} không dùng được"):
        library.picture(f"/images/{name}", article)


def test_the_content_counts_not_the_name(root: Path, library: Library, article: str) -> None:
    plain(root / "images" / "x.png").rename(root / "images" / "x.jpg")
    assert library.picture("/images/x.jpg", article).src.endswith(".png")


@pytest.mark.parametrize("side", [50_000, 12_000])
def test_a_decompression_bomb_is_an_error_and_no_crash(root: Path, library: Library, article: str, side: int) -> None:
    claims(root / "images" / "bomb.png", side, side)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as in a build, where Pillow's warning is only printed
        with pytest.raises(MediaError, match="không mở được ảnh"):
            library.picture("/images/bomb.png", article)


@pytest.mark.parametrize(
    ("size", "widths", "planned"),
    [
        ((1000, 500), [480, 800, 1200], [480, 800, 1000]),
        ((1200, 500), [480, 800, 1200], [480, 800, 1200]),
        ((2000, 500), [480, 800, 1200], [480, 800, 1200]),
        ((480, 500), [480, 800, 1200], [480]),
        ((300, 500), [480, 800, 1200], [300]),
        ((1, 1), [480, 800, 1200], [1]),
        ((1000, 500), [1200, 480, 800], [480, 800, 1000]),
        ((1000, 500), [400], [400]),
    ],
)
def test_never_wider_than_the_original(
    root: Path, size: tuple[int, int], widths: list[int], planned: list[int]
) -> None:
    plain(root / "images" / "x.png", size)
    library = Library(root, MediaSettings(widths=widths))
    picture = library.picture("/images/x.png", "x.md")
    plan = library.plans["images/x.png"]
    assert [v.width for v in plan.variants if v.extension == "avif"] == planned
    assert [v.width for v in plan.variants if v.extension == "webp"] == planned
    assert [(v.width, v.extension) for v in plan.variants[-1:]] == [(planned[-1], "png")]
    assert (picture.width, picture.height) == (planned[-1], max(1, round(size[1] * planned[-1] / size[0])))
    assert picture.src == "/" + plan.variants[-1].name
    assert [source.type for source in picture.sources] == ["image/avif", "image/webp"]
    assert [part.split()[1] for part in picture.sources[0].srcset.split(", ")] == [f"{w}w" for w in planned]
    assert {part.split()[0][1:] for s in picture.sources for part in s.srcset.split(", ")} == {
        v.name for v in plan.variants[:-1]
    }


@pytest.mark.parametrize(("orientation", "size"), [(1, (80, 40)), (3, (80, 40)), (6, (50, 100)), (8, (50, 100))])
def test_a_picture_that_lies_on_its_side(
    root: Path, library: Library, article: str, orientation: int, size: tuple[int, int]
) -> None:
    save(Image.new("RGB", (100, 50)), root / "images" / "x.jpg", exif=exif(orientation))
    picture = library.picture("/images/x.jpg", article)
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize(
    ("name", "extensions"),
    [("x.jpg", ["avif", "webp", "jpg"]), ("x.png", ["avif", "webp", "png"]), ("x.gif", ["avif", "webp", "png"]),
     ("x.webp", ["avif", "webp"])],
)  # fmt: skip
def test_formats(root: Path, library: Library, article: str, name: str, extensions: list[str]) -> None:
    full_of_metadata(root / "images" / name)
    library.picture(f"/images/{name}", article)
    made = [variant.extension for variant in library.plans[f"images/{name}"].variants]
    assert list(dict.fromkeys(made)) == extensions


def test_names_follow_the_content_and_the_recipe(root: Path) -> None:
    def name(settings: MediaSettings) -> str:
        return Library(root, settings).picture("/images/a.jpg", "x.md").src

    usual = MediaSettings(widths=[40, 80])
    before = name(usual)
    assert name(usual) == before
    assert name(dataclasses.replace(usual, jpeg_quality=50)) != before
    assert name(dataclasses.replace(usual, webp_quality=50)) != before
    plain(root / "images" / "a.jpg", color=(0, 0, 255))
    assert name(usual) != before
    assert name(usual).startswith("/images/a.")


def test_names_are_plain(root: Path, library: Library) -> None:
    plain(root / "images" / "Đường phố (2).jpg")
    assert library.picture("/images/Đường phố (2).jpg", "x.md").src.startswith("/images/duong-pho-2.")
    plain(root / "images" / "….jpg")
    assert library.picture("/images/….jpg", "x.md").src.startswith("/images/anh.")


def test_same_name_in_two_folders_is_two_pictures(root: Path, library: Library) -> None:
    plain(root / "tin" / "2021" / "a.jpg", color=(0, 0, 255))
    one, other = library.picture("/images/a.jpg", "x.md"), library.picture("/tin/2021/a.jpg", "x.md")
    assert one.src != other.src


def test_a_picture_is_planned_once(library: Library, article: str) -> None:
    assert library.picture("/images/a.jpg", article) is library.picture("../../images/a.jpg", article)
    assert list(library.plans) == ["images/a.jpg"]


@pytest.mark.parametrize(("on_disk", "written"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_letters_of_names_in_another_normal_form(tmp_path: Path, on_disk: Form, written: Form) -> None:
    """A Mac's names are NFD, the reader's text is NFC."""
    name = "ảnh/Đường phố.jpg"
    stored = unicodedata.normalize(on_disk, name)
    plain(tmp_path / stored)
    library = Library(tmp_path, MediaSettings())
    for address in (f"/{name}", name):
        address = unicodedata.normalize(written, address)
        assert library.picture(address, str(tmp_path / "bai.md")).source == stored
        assert library.file(address, str(tmp_path / "bai.md")) == stored


def test_the_exact_name_comes_first(tmp_path: Path) -> None:
    both = [unicodedata.normalize("NFC", "ả.jpg"), unicodedata.normalize("NFD", "ả.jpg")]
    for name in both:
        plain(tmp_path / name)
    library = Library(tmp_path, MediaSettings())
    assert [library.file(f"/{name}", "x.md") for name in both] == both


@pytest.mark.parametrize("link", ["images/ra-ngoai.jpg", "ngoai"])
def test_links_out_of_the_content_folder_are_refused(root: Path, library: Library, article: str, link: str) -> None:
    (root / link).symlink_to(root.parent / "secret.jpg" if link.endswith("jpg") else root.parent)
    address = f"/{link}" if link.endswith("jpg") else f"/{link}/secret.jpg"
    for find in (library.picture, library.file):
        with pytest.raises(MediaError, match="liên kết ra ngoài thư mục nội dung") as caught:
            find(address, article)
        assert caught.value.fatal


def test_links_within_the_content_folder_are_followed(root: Path, library: Library, article: str) -> None:
    (root / "images" / "b.jpg").symlink_to(root / "images" / "a.jpg")
    assert library.picture("/images/b.jpg", article).source == "images/b.jpg"


def test_a_content_folder_that_is_a_link_itself(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    assert Library(tmp_path / "link", MediaSettings()).file("/images/a.jpg", "x.md") == "images/a.jpg"


@pytest.mark.parametrize(
    "address", ["C:Users\\an\\a.jpg", "CUsers\\an\\a.jpg", "~/a.jpg", "/Users/an/a.jpg", "/home/an/a.jpg"]
)
def test_more_paths_of_a_computer(library: Library, article: str, address: str) -> None:
    with pytest.raises(MediaError, match="ảnh trỏ vào ổ đĩa của máy tính"):
        library.picture(address, article)


def test_a_folder_may_be_called_home(root: Path, library: Library, article: str) -> None:
    plain(root / "home" / "a.jpg")
    assert library.file("/home/a.jpg", article) == "home/a.jpg"


@pytest.mark.parametrize("address", ["/" + "x" * 300, "x" * 5000 + ".jpg", "/ả" + "x" * 300 + "/a.jpg"])
def test_names_that_no_file_can_have(library: Library, article: str, address: str) -> None:
    for find in (library.picture, library.file):
        with pytest.raises(MediaError, match="không tìm thấy"):
            find(address, article)


def test_a_picture_put_into_the_text_itself(library: Library, article: str) -> None:
    with pytest.raises(MediaError, match="ảnh dán thẳng vào bài"):
        library.picture("data:image/png;base64," + "A" * 5000, article)


def test_remedies_name_the_place_for_each_kind(library: Library, article: str) -> None:
    with pytest.raises(MediaError) as caught:
        library.file("https://x.vn/a.pdf", article)
    assert caught.value.remedy == "tải tệp về, đặt vào content/documents rồi viết /documents/ten-tep.pdf"


def test_no_pixels_are_decoded_to_plan(
    root: Path, library: Library, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("x.jpg", "x.png", "x.webp", "x.gif"):
        full_of_metadata(root / "images" / name)
    plain(root / "images" / "y.png")

    def decode(*_: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", decode)
    for name in ("x.jpg", "x.png", "x.gif", "y.png"):
        assert library.picture(f"/images/{name}", article).width == 80


@pytest.mark.parametrize("name", ["cut.webp", "cut.gif", "cut.jpg"])
def test_a_file_that_was_cut_off(root: Path, library: Library, article: str, name: str) -> None:
    path = save(Image.effect_noise((200, 200), 90).convert("RGB"), root / "images" / name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(MediaError, match="không mở được ảnh"):
        library.picture(f"/images/{name}", article)


def test_a_preview_in_exif_is_not_the_end_of_the_picture(root: Path, library: Library, article: str) -> None:
    made = exif()
    made[0x010E] = "\xff\xda\xff\xd9"
    path = save(Image.effect_noise((200, 200), 90), root / "images" / "x.jpg", exif=made)
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(MediaError, match="không mở được ảnh"):
        library.picture("/images/x.jpg", article)


def test_another_build_looks_again(root: Path, library: Library, article: str) -> None:
    library.picture("/images/a.jpg", article)
    (root / "images/a.jpg").unlink()
    assert library.picture("/images/a.jpg", article), "one build sees one state"
    with pytest.raises(MediaError):
        pickle.loads(pickle.dumps(library)).picture("/images/a.jpg", article)
