"""The folder of scaled pictures: shared by builds that run at once, and rid of photographs that are to be forgotten."""

from __future__ import annotations

import fcntl
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.common.media import Picture
from plugins.common.wanted import PHOTO_STEM

#: A copy, or what a killed build left of one: a name with a dot before it and a chance part behind.
_NAME = re.compile(r"\.?(?P<stem>[^.]+)\.(?P<digest>[0-9a-f]{10})-\d+\.\w+(?:\.\w+)?")


@contextmanager
def in_use(cache: Path, alone: bool = False) -> Iterator[None]:
    """Hold the cache while files are made and copied, together with other builds; alone, to delete some.

    The lock goes with the process, killed or not.
    """
    cache.parent.mkdir(parents=True, exist_ok=True)
    with cache.with_name(f"{cache.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield


def forget(cache: Path, used: Iterable[str], withdrawn: Iterable[Picture]) -> None:
    """Delete the scaled copies of wanted persons' photographs that this build does not use.

    Those of notices are known by their stem, also when the editor has deleted photograph or notice; those that the same
    original has under another name by the hash of its bytes. Another build that still needs one makes it again.
    """
    kept = {Path(name).name for name in used}
    digests = {match["digest"] for picture in withdrawn if (match := _NAME.fullmatch(Path(picture.src).name))}
    stale = [path for path in _files(cache) if path.name not in kept and _is_of(path.name, digests)]
    if stale:
        with in_use(cache, alone=True):
            for path in stale:
                path.unlink(missing_ok=True)


def _files(cache: Path) -> list[Path]:
    return sorted(cache.iterdir()) if cache.is_dir() else []


def _is_of(name: str, digests: set[str]) -> bool:
    match = _NAME.fullmatch(name)
    return match is not None and (match["stem"] == PHOTO_STEM or match["digest"] in digests)
