"""Originals, known from their headers: no picture is decoded to be planned."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image

#: What reading an original raises when it claims too many pixels.
TOO_LARGE = (Image.DecompressionBombWarning, Image.DecompressionBombError)
#: How EXIF's orientation is put right; 1 and what is not here is upright.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
#: Orientations in which a picture lies on its side.
_SIDEWAYS = {5, 6, 7, 8}


@dataclass(frozen=True)
class Original:
    """A picture's bytes, Pillow's name of its format, and its size in px as shown upright."""

    data: bytes
    form: str
    width: int
    height: int


def read_original(path: Path) -> Original:
    """Read a picture's header. Raises whatever Pillow does for a file that is broken, cut off or too large."""
    data = path.read_bytes()
    with calm():
        with Image.open(BytesIO(data)) as image:
            image.verify()
        with Image.open(BytesIO(data)) as image:
            form, (width, height), turned = image.format or "", image.size, orientation(image)
            if not _is_whole(image, data):
                image.load()  # as many pixels as there are: the decoder decides
    return Original(data, form, height, width) if turned in _SIDEWAYS else Original(data, form, width, height)


@contextmanager
def calm() -> Iterator[None]:
    """Pillow without its warnings of odd EXIF; a picture that claims too many pixels is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def orientation(image: Image.Image) -> int:
    """EXIF's orientation, 1 to 8, of a picture just opened; 1 when there is none or it cannot be read."""
    try:
        # PngImageFile.getexif would decode the picture to look for EXIF behind the pixels.
        return int(Image.Image.getexif(image).get(ExifTags.Base.Orientation, 1))
    except Exception:  # cameras and phones write many kinds of broken EXIF; the picture itself may be sound
        return 1


def _is_whole(image: Image.Image, data: bytes) -> bool:
    """Whether a file ends as its format says (PNG's checksums are verified already)."""
    if image.format in ("JPEG", "MPO"):
        start = data.rfind(b"\xff\xda")  # the last scan: a preview inside EXIF has an end of its own
        return data.find(b"\xff\xd9", start) >= 0
    if image.format == "WEBP":
        return int.from_bytes(data[4:8], "little") + 8 <= len(data)
    return image.format != "GIF" or data.rstrip(b"\0").endswith(b";")
