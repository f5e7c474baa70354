"""Garbage that only a search for reference cycles finds: not worth the search while a site is built.

Nearly all that a build makes lives to its end, and each search looks at all of it: a tenth of the time went there, and
as much again when the process ended.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_alone() -> Iterator[None]:
    """Search for nothing in the block, nor afterwards in what it left, until a block like it begins."""
    was_on = gc.isenabled()
    if gc.get_freeze_count():  # left by a build before this one in the same process (``pelican -r``)
        gc.unfreeze()
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
