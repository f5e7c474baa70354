"""Draws small pictures in every format that editors bring."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageCms, PngImagePlugin

SECRET = b"mat-ma"


def save(image: Image.Image, path: Path, **options: object) -> Path:
    """Save a picture; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def plain(path: Path, size: tuple[int, int] = (100, 50), color: object = (255, 0, 0), mode: str = "RGB") -> Path:
    """A picture of one colour."""
    return save(Image.new(mode, size, color), path)  # type: ignore[arg-type]


def exif(orientation: int = 1) -> Image.Exif:
    """EXIF with words and a GPS place that nobody may see."""
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010E] = SECRET.decode()
    gps = made.get_ifd(0x8825)
    gps[1], gps[2] = "N", (10.0, 20.0, 30.0)
    return made


def profile() -> bytes:
    """An ICC profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def xmp() -> bytes:
    """An XMP packet."""
    return b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRET + b"</x:xmpmeta>"


def full_of_metadata(path: Path) -> Path:
    """A picture with all that a camera and an editing program put into its format."""
    image = Image.new("RGB", (100, 50), (200, 10, 10))
    if path.suffix == ".jpg":
        return save(image, path, exif=exif(), icc_profile=profile(), xmp=xmp(), comment=SECRET)
    if path.suffix == ".webp":
        return save(image, path, exif=exif(), icc_profile=profile(), xmp=xmp(), lossless=True)
    if path.suffix == ".gif":
        return save(image.convert("P"), path, comment=SECRET)
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", xmp().decode())
    return save(image, path, exif=exif(), icc_profile=profile(), pnginfo=words)


def claims(path: Path, width: int, height: int) -> Path:
    """A tiny PNG whose header claims to be huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + body)
    return path


def opened(path: Path) -> Image.Image:
    """A loaded picture; its file is closed."""
    with Image.open(io.BytesIO(path.read_bytes())) as image:
        image.load()
        return image
