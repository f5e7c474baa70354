"""What NumPy's ``unique`` does; that imports masked arrays first, which takes a hundredth of a second."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

_Number = TypeVar("_Number", bound=np.generic)


def distinct(values: NDArray[_Number]) -> tuple[NDArray[_Number], NDArray[np.int64]]:
    """Values ascending, each once, and how often each was there."""
    ordered = np.sort(values)
    first = np.flatnonzero(starts_of(ordered))
    return ordered[first], np.diff(first, append=len(ordered))


def starts_of(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Where in an ascending array another value begins."""
    starts = np.ones(len(ordered), bool)
    starts[1:] = ordered[1:] != ordered[:-1]
    return starts
