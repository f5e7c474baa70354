"""Where pictures and files are, and what is published of them.

Nothing is scaled here: a plan costs a header and a hash.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from plugins.common.media import FILE_KINDS, MediaError, Picture, Source, is_picture
from plugins.common.problems import shown_path
from plugins.common.vietnamese import fold, slugify
from plugins.media.finding import find_file
from plugins.media.settings import MediaSettings

if TYPE_CHECKING:
    from plugins.media.originals import Original

_LOCAL_PATH = re.compile(r"[a-z]:|\\\\|file:|[a-z]?:?[/\\]?Users[/\\]|/(?:home|Volumes)/|~[/\\]", re.IGNORECASE)
_OTHER_SITE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_PLACES = {
    "ảnh": "content/images rồi viết /images/ten-anh.jpg",
    "tệp": "content/documents rồi viết /documents/ten-tep.pdf",
}
#: The only folders whose files are published as they are: never a draft, a registry or a page of somebody's own.
_FOLDERS = ("documents/", "images/")
_PLACEHOLDER = re.compile(r"^\{(?:static|attach|filename)\}")
_FALLBACKS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "GIF": "png", "WEBP": "webp"}
TYPES = {"avif": "image/avif", "webp": "image/webp"}
#: Changes whenever the way pictures are made changes, so that names and caches follow.
RECIPE = "2"


@dataclass(frozen=True)
class Variant:
    """One file to make: its published name, width in px, and format (an extension)."""

    name: str
    width: int
    extension: str


@dataclass(frozen=True)
class Plan:
    """A picture's original and the files made of it."""

    original: Path
    picture: Picture
    variants: tuple[Variant, ...]


@dataclass
class Library:
    """The pictures and files below one content folder."""

    root: Path
    settings: MediaSettings
    plans: dict[str, Plan] = field(default_factory=dict)
    #: Pictures by the stem and the address from the root under which they were found.
    _found: dict[tuple[str, str], Picture] = field(default_factory=dict, repr=False, compare=False)

    def picture(self, address: str, source_file: str, stem: str = "") -> Picture:
        """The picture at an address, published under ``stem`` or its own name.

        Raises :class:`MediaError` when it is missing or cannot be used.
        """
        # Where the article stands makes no difference to such an address.
        known = self._found.get((stem, address)) if address.startswith("/") else None
        return known or self._picture(address, source_file, stem)

    def _picture(self, address: str, source_file: str, stem: str) -> Picture:
        path = self._find(address, source_file, "ảnh")
        source = path.relative_to(self.root).as_posix()
        key = f"{stem}:{source}" if stem else source
        if key not in self.plans:
            self.plans[key] = self._plan(path, source, stem)
        found = self._found[stem, address] = self.plans[key].picture
        return found

    def __getstate__(self) -> dict[str, Any]:
        """What was found is there for one build only: the next one may find it gone."""
        state = {**self.__dict__, "_found": {}}
        state.pop("_real_root", None)
        return state

    def by_address(self) -> dict[str, Plan]:
        """Every plan by the address of its picture: one original may be published under two names."""
        return {plan.picture.src: plan for plan in self.plans.values()}

    def file(self, address: str, source_file: str) -> str:
        """The content-relative path of a file. Raises :class:`MediaError` when it is missing or not for publishing."""
        name = self._find(address, source_file, "tệp").relative_to(self.root).as_posix()
        ending = os.path.splitext(name)[1].lower()
        if is_picture(name) or (name.startswith(_FOLDERS) and ending in FILE_KINDS):
            return name  # a picture is never published as it is: whoever asks gets the one made of it
        kinds = ", ".join(sorted({kind for kind in FILE_KINDS.values() if kind}))
        raise MediaError("tệp này không được công bố", f"đặt tệp vào thư mục documents; loại nhận được: {kinds}")

    def _find(self, address: str, source_file: str, noun: str) -> Path:
        # Cut before decoding: %23 is a sign of the name, # begins a place inside the file.
        name = unquote(_PLACEHOLDER.sub("", address.strip()).split("#")[0])
        if not _OTHER_SITE.match(name):
            for base in self._bases(name, source_file):
                path = find_file(Path(os.path.normpath(base / name.lstrip("/"))), self.root)
                if path is not None:
                    return self._inside(path, noun)
        raise self._missing(name, noun)

    def _inside(self, path: Path, noun: str) -> Path:
        """The same path. Raises MediaError when it is a link to a place outside the content folder."""
        if path.resolve().is_relative_to(self._real_root):
            return path
        raise MediaError(f"{noun} là liên kết ra ngoài thư mục nội dung", f"chép {noun} thật vào chỗ của liên kết")

    @cached_property
    def _real_root(self) -> Path:
        return self.root.resolve()

    def _missing(self, name: str, noun: str) -> MediaError:
        """Why nothing was found under a name, and what to do about it."""
        place = _PLACES[noun]
        if _OTHER_SITE.match(name):
            return MediaError(f"{noun} nằm ở trang khác", f"tải {noun} về, đặt vào {place}")
        if _LOCAL_PATH.match(name):
            return MediaError(f"{noun} trỏ vào ổ đĩa của máy tính", f"chép {noun} vào {place}")
        if name.startswith("data:"):
            return MediaError(f"{noun} dán thẳng vào bài", f"lưu {noun} thành tệp, đặt vào {place}")
        if near := self._near(name):
            return MediaError(f"không tìm thấy {noun}", f"viết {near}")
        folder = str(self.root / (name.lstrip("/").split("/")[0] if "/" in name else "images"))
        fatal = not name.startswith("/") or os.path.isdir(folder)
        return MediaError(
            f"không tìm thấy {noun}", f"kiểm tra tên, hoặc đặt {noun} vào thư mục {shown_path(folder)}", fatal
        )

    def _near(self, name: str) -> str:
        """The address of the file that was meant: the same name in another folder, or in other capitals; else empty."""
        wanted = fold(os.path.basename(name))
        for folder in (*_FOLDERS, *([os.path.dirname(name).lstrip("/") + "/"] if "/" in name else [])):
            for found in sorted((self.root / folder).glob("*")) if wanted else ():
                if fold(found.name) == wanted:
                    return "/" + found.relative_to(self.root).as_posix()
        return ""

    def _bases(self, address: str, source_file: str) -> list[Path]:
        return [self.root] if address.startswith("/") else [Path(source_file).absolute().parent, self.root]

    def _plan(self, path: Path, source: str, stem: str) -> Plan:
        # With it comes Pillow, and most edits show no picture that is new.
        from plugins.media.originals import TOO_LARGE, read_original

        try:
            original = read_original(path)
        except TOO_LARGE as error:
            raise MediaError("không mở được ảnh vì ảnh quá lớn", "thu nhỏ ảnh, rồi lưu ở dạng JPG hoặc PNG") from error
        except Exception as error:  # Pillow raises many kinds for a broken file
            raise MediaError("không mở được ảnh", "lưu lại ảnh ở dạng JPG hoặc PNG") from error
        if original.form not in _FALLBACKS:
            raise MediaError(f"ảnh dạng {original.form or 'lạ'} không dùng được", "lưu lại ảnh ở dạng JPG hoặc PNG")
        return self._variants(path, source, original, stem or slugify(path.stem) or "anh")

    def _variants(self, path: Path, source: str, original: Original, name: str) -> Plan:
        options, fallback = self.settings, _FALLBACKS[original.form]
        width, height = original.width, original.height
        recipe = f"{RECIPE}|{options.avif_quality}|{options.webp_quality}|{options.jpeg_quality}"
        digest = hashlib.sha256(original.data + recipe.encode()).hexdigest()[:10]
        stem = f"images/{name}.{digest}"
        largest = min(width, max(options.widths))
        widths = sorted({*(w for w in options.widths if w < width), largest})
        modern = ["avif"] if fallback == "webp" else ["avif", "webp"]
        variants = [Variant(f"{stem}-{w}.{ext}", w, ext) for ext in modern for w in widths]
        last = Variant(f"{stem}-{largest}.{fallback}", largest, fallback)
        sources = tuple(
            Source(TYPES[ext], ", ".join(f"/{v.name} {v.width}w" for v in variants if v.extension == ext))
            for ext in modern
        )
        picture = Picture(f"/{last.name}", largest, max(1, round(height * largest / width)), "", sources, source)
        return Plan(path, picture, (*variants, last))


@dataclass(frozen=True)
class NamedLibrary:
    """A library whose pictures are published under one stem, whatever their originals are called."""

    library: Library
    stem: str

    def picture(self, address: str, source_file: str) -> Picture:
        """As :meth:`Library.picture`."""
        return self.library.picture(address, source_file, self.stem)

    def file(self, address: str, source_file: str) -> str:
        """As :meth:`Library.file`: what is published as it is keeps its name."""
        return self.library.file(address, source_file)
