"""What one build shares: its store, opened when first asked for and closed at its end, and who hears of its pages."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from plugins.common.progress import say
from plugins.host.jobs import Recorder
from plugins.host.store import Store

_KEY, _RECORDER_KEY = "BUILD_STORE", "PAGE_RECORDER"


def store_of(settings: MutableMapping[str, Any]) -> Store:
    """The store of the build that these settings belong to."""
    if _KEY not in settings:
        settings[_KEY] = Store(Path(settings["CACHE_PATH"], "store"), settings["CACHE_MAX_MB"])
    store: Store = settings[_KEY]
    return store


def close_store(settings: MutableMapping[str, Any]) -> None:
    """Close it, if there is one; say what could not be kept."""
    store: Store | None = settings.pop(_KEY, None)
    if store is None:
        return
    store.close()
    if store.trouble:
        remedy = "xem chỗ trống của đĩa và quyền ghi vào thư mục; trang vẫn đúng, chỉ lần sau phải làm lại"
        say(f"{store.path}: cảnh báo: kho của lần dựng không giữ được hết: “{store.trouble}”. Cách sửa: {remedy}.")


def record_pages(settings: MutableMapping[str, Any], recorder: Recorder) -> None:
    """Have a recorder hear of every page that is rendered."""
    settings[_RECORDER_KEY] = recorder


def recorder_of(settings: MutableMapping[str, Any]) -> Recorder | None:
    """Who wants to hear of the pages."""
    return settings.get(_RECORDER_KEY)
