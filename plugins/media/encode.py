"""Scaling and encoding with Pillow, kept in a cache by the name that holds the content's hash."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from PIL import Image, ImageCms

from plugins.common.files import write_atomic
from plugins.media.library import Plan, Variant
from plugins.media.originals import TURNS, calm, orientation
from plugins.media.settings import MediaSettings


def fill_cache(
    plans: Iterable[Plan], cache: Path, settings: MediaSettings, progress: Callable[[int, int], None]
) -> list[Plan]:
    """Make every variant that the cache lacks, over several processes; ``progress(done, all)`` hears of each.

    Returns the plans whose originals turned out to be broken only when their pixels were decoded.
    """
    missing = [(plan, absent) for plan in plans if (absent := _absent(plan, cache))]
    if not missing:
        return []
    broken = []
    jobs = settings.jobs or os.cpu_count() or 1
    with ProcessPoolExecutor(min(jobs, len(missing)), mp_context=get_context("fork")) as pool:
        futures = [pool.submit(_make, plan.original, absent, cache, settings) for plan, absent in missing]
        for done, future in enumerate(futures, 1):
            if not future.result():
                broken.append(missing[done - 1][0])
            progress(done, len(missing))
    return broken


def cached_file(variant: Variant, cache: Path) -> Path:
    """Where a variant lies in the cache."""
    return cache / Path(variant.name).name


def _absent(plan: Plan, cache: Path) -> list[Variant]:
    return [variant for variant in plan.variants if not cached_file(variant, cache).is_file()]


def _make(original: Path, variants: list[Variant], cache: Path, settings: MediaSettings) -> bool:
    """Whether the original could be decoded; then every variant is in the cache."""
    try:
        with calm(), Image.open(original) as opened:
            image = _plain(opened)
    except Exception:  # Pillow raises many kinds for pixels that are broken
        return False
    for variant in variants:
        height = max(1, round(image.height * variant.width / image.width))
        scaled = (
            image if variant.width == image.width else image.resize((variant.width, height), Image.Resampling.LANCZOS)
        )
        write_atomic(cached_file(variant, cache), _encoded(scaled, variant.extension, settings))
    return True


def _plain(opened: Image.Image) -> Image.Image:
    """Upright pixels in sRGB and nothing else: what is copied afterwards has no EXIF, GPS or profile left."""
    turn = TURNS.get(orientation(opened))
    image = _in_8_bits(opened if turn is None else opened.transpose(turn))
    mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
    pixels = _in_srgb(image, mode).convert(mode)
    pixels.info = {}
    return pixels


def _in_8_bits(image: Image.Image) -> Image.Image:
    """A scan's 16 bits of grey scaled down; Pillow's own conversion cuts them off, and almost all turns white."""
    if not image.mode.startswith("I"):
        return image
    grey = image.convert("I").point(lambda value: value * (255 / 65535) + 0.5).convert("L")
    grey.info.pop("transparency", None)  # counted in 16 bits
    return grey


def _in_srgb(image: Image.Image, mode: str) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image
    target = "RGBA" if mode == "RGBA" and image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=target) or image
    except (ImageCms.PyCMSError, OSError):
        return image  # a broken profile: the numbers are taken as sRGB, as browsers do


def _encoded(image: Image.Image, extension: str, settings: MediaSettings) -> bytes:
    buffer = io.BytesIO()
    if extension == "avif":
        # One thread: the encoder's tiles, and so its bytes, must not depend on how many processors there are.
        image.save(buffer, "AVIF", quality=settings.avif_quality, speed=6, max_threads=1)
    elif extension == "webp":
        image.save(buffer, "WEBP", quality=settings.webp_quality, method=4)
    elif extension == "png":
        image.save(buffer, "PNG", optimize=True)
    else:
        image.convert("RGB").save(buffer, "JPEG", quality=settings.jpeg_quality, optimize=True, progressive=True)
    return buffer.getvalue()
