"""Who owns a data folder: a file that the running service, or a restore, holds locked until its process ends."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from plugins.visit_counter.service.model import StoreError, StoreInUseError

NAME = "lock"


class DataLock:
    """Holds a data folder from the moment it is made until ``release``."""

    def __init__(self, folder: Path) -> None:
        """Raises StoreInUseError when another process holds the folder, StoreError when it cannot be read."""
        self._handle = _open(folder / NAME)
        if self._handle is None:
            return
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = _owner(self._handle)
            self.release()
            raise StoreInUseError(
                f"Thư mục “{folder}” đang do tiến trình {owner} sử dụng. Hãy dừng dịch vụ ấy rồi chạy lại."
            ) from None
        with suppress(OSError):  # a read-only or full disk: the lock holds, it only cannot say whose it is
            os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, str(os.getpid()).encode(), 0)

    @property
    def is_held(self) -> bool:
        """Whether there was a file to lock."""
        return self._handle is not None

    def release(self) -> None:
        """Let the folder go."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def make_folder(folder: Path) -> None:
    """Make a data folder when it is missing. Raises StoreError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"Không tạo được thư mục “{folder}” ({error.strerror}). Hãy sửa quyền thư mục.") from None


def owner_of(folder: Path) -> str:
    """The number of the process that holds a data folder; "" when none does, "?" when that cannot be told."""
    try:
        handle = os.open(folder / NAME, os.O_RDONLY)
    except OSError:
        return ""
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _owner(handle)
    finally:
        os.close(handle)
    return ""


def _owner(handle: int) -> str:
    return os.pread(handle, 20, 0).decode("ascii", "replace") or "?"


def _open(path: Path) -> int | None:
    """The lock's file; None in a read-only folder that has none: nobody can write there."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        try:
            return os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            return None
        except OSError:
            raise StoreError(
                f"Không mở được “{path}” ({error.strerror}). Hãy chạy bằng người dùng của dịch vụ hoặc sửa quyền."
            ) from None
