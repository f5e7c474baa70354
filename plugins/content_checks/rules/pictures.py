"""Pictures: their words, and what their files tell of the place where they were taken."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from PIL import ExifTags, Image

from plugins.common.media import MediaError, is_picture
from plugins.common.vietnamese import slugify
from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article
from plugins.content_checks.model import Finding, Rule
from plugins.content_checks.targets import Target
from plugins.media.finding import find_file
from plugins.media.library import Library
from plugins.media.originals import calm
from plugins.media.settings import MediaSettings

_ENDING = re.compile(r"\S.{0,80}\.(?:jpe?g|png|gif|webp|avif|heic|heif|tiff?|bmp|svg|jfif)", re.IGNORECASE)
#: Names that cameras, telephones and Zalo give: IMG_2034, DSC0012, z5123456789012_0a1b2c, Screenshot 2024-05-01.
_CAMERA = re.compile(
    r"(?:(?:img|dsc[nf]?|pxl|vid|mvi|dji|gopr|wp|cam|scan|photo|image|picture|anh|hinh)[ _-]?[0-9][\w.-]*"
    r"(?: ?\([0-9]+\))?|(?:screenshot|screen shot)\b.{0,40}|z[0-9]{8,}[\w-]*|[0-9a-f]{16,}|fb_img_\w+|received_[0-9]+"
    r"|untitled[ \w()-]*)",
    re.IGNORECASE,
)
#: EXIF's and XMP's marks in a file's bytes: without them no picture tells where it was taken.
_EXIF_MARKS = (b"Exif\0\0", b"eXIf", b"EXIF")
#: A JPEG keeps both before its pixels, in parts of 64 KB; other files may keep them at the end.
_JPEG, _HEAD = b"\xff\xd8", 512 * 1024
_XMP_PLACE = (b"GPSLatitude", b"GPSLongitude")


def check_captions(article: Article, archive: Archive) -> Iterator[Finding]:
    """Pictures that stand alone and have no caption."""
    for target in _pictures(article):
        if target.is_alone and not target.words:
            yield Finding(target.line, target.address)


def check_alternatives(article: Article, archive: Archive) -> Iterator[Finding]:
    """Pictures without words for those who do not see them."""
    for target in _pictures(article):
        # In a sentence, and in pasted tags, the words in brackets are read out; below a picture they are its caption.
        if not target.title and (target.is_alone or not target.words):
            yield Finding(target.line, target.address)


def check_repeated_alternatives(article: Article, archive: Archive) -> Iterator[Finding]:
    """Alternative texts that say the caption once more."""
    for target in _pictures(article):
        if target.is_alone and target.title and slugify(target.title) == slugify(target.words):
            yield Finding(target.line, target.title)


def check_file_names(article: Article, archive: Archive) -> Iterator[Finding]:
    """Captions and alternative texts that are the name of a file."""
    for target in _pictures(article):
        for words in dict.fromkeys((target.words, target.title)):
            if words and is_file_name(words, target.address):
                yield Finding(target.line, words)
    words = article.text("image_alt")
    if words and is_file_name(words, article.text("image")):
        yield Finding(article.header.line("image_alt"), words)


def is_file_name(words: str, address: str) -> bool:
    """Whether words are a file's name: by their ending, as cameras name files, or as this very file is named."""
    if _ENDING.fullmatch(words) or _CAMERA.fullmatch(words):
        return True
    stem = os.path.splitext(os.path.basename(unquote(address)))[0]
    return words.casefold() == stem.casefold() and ("-" in words or "_" in words or words.isascii())


def check_missing_pictures(article: Article, archive: Archive) -> Iterator[Finding]:
    """Pictures whose file is not in the content folder."""
    for line, address in _shown(article):
        if _find(address, article, archive) is None:
            yield from _why(line, address, article, archive)


def _why(line: int, address: str, article: Article, archive: Archive) -> Iterator[Finding]:
    """What the build will say of a picture that was not found."""
    try:
        Library(archive.root, MediaSettings()).file(address, article.file)
    except MediaError as error:
        yield Finding(line, address, str(error), error.remedy)


def check_places(article: Article, archive: Archive) -> Iterator[Finding]:
    """Pictures whose file tells where they were taken."""
    for line, address in _shown(article):
        path = _find(address, article, archive)
        if path and tells_place(path):
            yield Finding(line, address)


def tells_place(path: Path) -> bool:
    """Whether a picture's EXIF or XMP holds coordinates; what cannot be read holds none."""
    try:
        state = path.stat()
        return _tells_place(str(path), state.st_mtime_ns, state.st_size)
    except OSError:
        return False


@lru_cache(maxsize=4096)
def _tells_place(path: str, stamp: int, size: int) -> bool:
    """By a file's path and state: many articles show the same picture."""
    with open(path, "rb") as file:
        data = file.read(_HEAD)
        if not data.startswith(_JPEG):
            data += file.read()
    if any(mark in data for mark in _XMP_PLACE):
        return True
    if not any(mark in data for mark in _EXIF_MARKS):
        return False
    try:
        with calm(), Image.open(path) as image:
            place = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    except Exception:  # Pillow raises many kinds for a broken file; the build tells of those
        return False
    # Some cameras write the version alone, with no place.
    return ExifTags.GPS.GPSLatitude in place or ExifTags.GPS.GPSLongitude in place


def _pictures(article: Article) -> Iterator[Target]:
    return (target for target in article.targets if target.is_picture)


def _shown(article: Article) -> Iterator[tuple[int, str]]:
    """The line and address of every picture that the article shows or links to, each once."""
    found: dict[str, int] = {}
    if image := article.text("image"):
        found[image] = article.header.line("image")
    for target in article.targets:
        if target.is_picture or is_picture(target.address.split("#")[0]):
            found.setdefault(target.address, target.line)
    for address, line in found.items():
        # Pictures of other sites, and links to them, never come from the content folder.
        if address and not (address.startswith(("http:", "https:", "//")) and not _is_shown(article, address)):
            yield line, address


def _is_shown(article: Article, address: str) -> bool:
    return article.text("image") == address or any(t.is_picture and t.address == address for t in article.targets)


def _find(address: str, article: Article, archive: Archive) -> Path | None:
    name = unquote(address.split("#")[0])
    if name.startswith(("http:", "https:", "//", "data:")):
        return None
    bases = [archive.root] if name.startswith("/") else [Path(article.file).absolute().parent, archive.root]
    root = archive.root.absolute()
    paths = (Path(os.path.normpath(base.absolute() / name.lstrip("/"))) for base in bases)
    return next(filter(None, (find_file(path, root) for path in paths)), None)


RULES = (
    Rule(
        id="picture-caption",
        severity="warning",
        message="ảnh không có chú thích",
        why="Không có chú thích thì người đọc không biết ảnh chụp ai, việc gì, ở đâu.",
        remedy='viết chú thích trong ngoặc vuông: ![Ai, việc gì, ở đâu](/images/ten-anh.jpg "Mô tả điều nhìn thấy")',
        check=check_captions,
    ),
    Rule(
        id="picture-alt",
        severity="warning",
        message="ảnh không có lời mô tả cho người không nhìn thấy",
        why="Người khiếm thị nghe lời mô tả thay cho ảnh; thiếu lời ấy thì họ không biết trong ảnh có gì.",
        remedy='thêm lời mô tả trong ngoặc kép sau địa chỉ: ![Chú thích](/images/ten-anh.jpg "Mô tả điều nhìn thấy")',
        check=check_alternatives,
    ),
    Rule(
        id="picture-alt-repeated",
        severity="warning",
        message="lời mô tả ảnh lặp lại chú thích",
        why="Trình đọc màn hình đọc cả hai, nên người nghe phải nghe một câu hai lần mà vẫn không biết ảnh có gì.",
        remedy="tả điều nhìn thấy trong ảnh: bao nhiêu người, đang làm gì, ở đâu",
        check=check_repeated_alternatives,
    ),
    Rule(
        id="picture-file-name",
        severity="error",
        message="chú thích hoặc lời mô tả ảnh là tên tệp",
        why="Tên tệp như IMG_2034.jpg không nói gì với người đọc, và cho thấy bài chưa được biên tập.",
        remedy="thay tên tệp bằng lời tả: ai, việc gì, ở đâu",
        check=check_file_names,
    ),
    Rule(
        id="picture-missing",
        severity="error",
        message="không tìm thấy ảnh",
        why="Chỗ của ảnh sẽ trống, còn chú thích thì nói về một ảnh không có.",
        remedy="đặt ảnh vào thư mục content/images, hoặc bỏ dòng này",
        check=check_missing_pictures,
    ),
    Rule(
        id="picture-location",
        severity="error",
        message="tệp ảnh còn ghi tọa độ nơi chụp",
        why="Tọa độ trong ảnh có thể chỉ đúng nhà của nạn nhân, người báo tin; ai giữ được ảnh gốc là biết nơi ấy.",
        remedy="xóa vị trí trong tệp ảnh rồi chép lại (Windows: Thuộc tính → Chi tiết → Xóa thông tin cá nhân)",
        check=check_places,
    ),
)
