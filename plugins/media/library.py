"""Where pictures and files are, and what is published of them.

Nothing is scaled here: a plan costs a header and a hash.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from PIL import Image, ImageOps

from plugins.common.media import MediaError, Picture, Source
from plugins.common.problems import shown_path
from plugins.common.vietnamese import slugify
from plugins.media.settings import MediaSettings

_LOCAL_PATH = re.compile(r"^(?:[A-Za-z]:|\\\\|file:|[A-Za-z]:?Users)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"^\{(?:static|attach|filename)\}")
_FALLBACKS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "GIF": "png", "WEBP": "webp"}
TYPES = {"avif": "image/avif", "webp": "image/webp"}
#: Changes whenever the way pictures are made changes, so that names and caches follow.
RECIPE = "1"


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

    def picture(self, address: str, source_file: str) -> Picture:
        """The picture at an address. Raises :class:`MediaError` when it is missing or cannot be used."""
        path = self._find(address, source_file, "ảnh")
        key = path.relative_to(self.root).as_posix()
        if key not in self.plans:
            self.plans[key] = self._plan(path, key)
        return self.plans[key].picture

    def file(self, address: str, source_file: str) -> str:
        """The content-relative path of a file. Raises :class:`MediaError` when it is missing."""
        return self._find(address, source_file, "tệp").relative_to(self.root).as_posix()

    def _find(self, address: str, source_file: str, noun: str) -> Path:
        cleaned = unquote(_PLACEHOLDER.sub("", address.strip())).split("#")[0]
        if _LOCAL_PATH.match(cleaned):
            raise MediaError(
                f"{noun} trỏ vào ổ đĩa của máy tính", f"chép {noun} vào content/images rồi viết /images/ten-anh.jpg"
            )
        if re.match(r"(?:https?:)?//", cleaned):
            raise MediaError(
                f"{noun} nằm ở trang khác", f"tải {noun} về, đặt vào content/images rồi viết /images/ten-anh.jpg"
            )
        for base in self._bases(cleaned, source_file):
            path = Path(os.path.normpath(base / cleaned.lstrip("/")))
            if path.is_file() and path.is_relative_to(self.root):
                return path
        folder = self.root / cleaned.lstrip("/").split("/")[0]
        fatal = not cleaned.startswith("/") or folder.is_dir()
        raise MediaError(
            f"không tìm thấy {noun}", f"kiểm tra tên, hoặc đặt {noun} vào thư mục {shown_path(str(folder))}", fatal
        )

    def _bases(self, address: str, source_file: str) -> list[Path]:
        return [self.root] if address.startswith("/") else [Path(source_file).absolute().parent, self.root]

    def _plan(self, path: Path, key: str) -> Plan:
        try:
            with Image.open(path) as image:
                image.verify()
            with Image.open(path) as image:
                form = image.format or ""
                width, height = ImageOps.exif_transpose(image).size
        except Exception as error:  # Pillow raises many kinds for a broken file
            raise MediaError("không mở được ảnh", "lưu lại ảnh ở dạng JPG hoặc PNG") from error
        if form not in _FALLBACKS:
            raise MediaError(f"ảnh dạng {form or 'lạ'} không dùng được", "lưu lại ảnh ở dạng JPG hoặc PNG")
        return self._variants(path, key, width, height, _FALLBACKS[form])

    def _variants(self, path: Path, key: str, width: int, height: int, fallback: str) -> Plan:
        options = self.settings
        recipe = f"{RECIPE}|{options.avif_quality}|{options.webp_quality}|{options.jpeg_quality}"
        digest = hashlib.sha256(path.read_bytes() + recipe.encode()).hexdigest()[:10]
        stem = f"images/{slugify(path.stem) or 'anh'}.{digest}"
        largest = min(width, max(options.widths))
        widths = sorted({*(w for w in options.widths if w < width), largest})
        modern = ["avif"] if fallback == "webp" else ["avif", "webp"]
        variants = [Variant(f"{stem}-{w}.{ext}", w, ext) for ext in modern for w in widths]
        last = Variant(f"{stem}-{largest}.{fallback}", largest, fallback)
        sources = tuple(
            Source(TYPES[ext], ", ".join(f"/{v.name} {v.width}w" for v in variants if v.extension == ext))
            for ext in modern
        )
        picture = Picture(f"/{last.name}", largest, max(1, round(height * largest / width)), "", sources, key)
        return Plan(path, picture, (*variants, last))
