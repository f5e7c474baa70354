"""Deliver a built site. This version delivers to folders of this machine; the real identity is asked for elsewhere.

What is delivered is looked at once more: somebody may have changed the built folder, or built it with other settings.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from plugins.common.leftovers import abandoned, folder_beside, remove
from tools import ROOT

SOURCES = ("content", "theme", "plugins", "tools", "tests", "docs", ".git", ".venv")


class PublishError(Exception):
    """The site cannot be delivered there; the message is for the editor."""


def destination(to: str) -> Path | None:
    """The local folder that ``--to`` names (a path or file:///path); None when it is an address elsewhere."""
    url = urlsplit(to)
    if url.scheme == "file" and url.netloc in ("", "localhost"):
        return Path(unquote(url.path))
    if "://" in to or (":" in to.split("/", 1)[0]):  # scp writes host:folder
        return None
    return Path(to).expanduser().absolute()


def is_sample(settings: Mapping[str, Any]) -> bool:
    """Whether the portal's identity is still the sample that it came with."""
    portal = settings.get("PORTAL", {})
    return bool(portal.get("sample", False))


def check(to: str, sample: bool) -> Path:
    """The folder to deliver to. Raises PublishError for addresses elsewhere and for folders that hold other things."""
    folder = destination(to)
    if folder is None and sample:
        raise PublishError(
            "thông tin đơn vị trong PORTAL còn là mẫu, nên không đưa lên nơi khác được: "
            "hãy điền thông tin thật trong pelicanconf.py rồi đặt sample = False"
        )
    if folder is None:
        raise PublishError(f"phiên bản này chỉ đưa được vào thư mục trên máy (--to /thu/muc), không đưa được tới {to}")
    resolved = folder.resolve()
    if ROOT.is_relative_to(resolved) or any(resolved.is_relative_to(ROOT / name) for name in SOURCES):
        raise PublishError(f"{folder} là thư mục mã nguồn của trang: hãy chọn thư mục khác")
    if folder.exists() and not folder.is_dir():
        raise PublishError(f"{folder} không phải là một thư mục")
    if folder.exists() and any(folder.iterdir()) and not (folder / "sitemap.xml").is_file():
        raise PublishError(f"{folder} đang chứa những tệp khác: hãy chọn một thư mục trống")
    return folder


def check_tip_off(site: Path, settings: Mapping[str, Any]) -> None:
    """Read the tip-off pages as every build does. Raises PublishError, with a line for each thing that is wrong."""
    from plugins.common.settings import read_settings
    from plugins.portal.settings import Identity
    from plugins.tip_off.inspection import check_site

    agency = read_settings(Identity, dict(settings), "PORTAL")
    if lines := check_site(site, settings, agency, ROOT).lines():
        raise PublishError("\n".join(["trang tố giác không được đưa lên như thế này:", *lines]))


def deliver(site: Path, folder: Path, inspect: Callable[[Path], None]) -> int:
    """Copy the site beside the folder, then change places: readers never meet half a site. Gives the count.

    ``inspect`` looks at the copy and raises when it must not be delivered.
    """
    target = folder.resolve()  # a folder that is a link stays one
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_away(target)
    fresh, old = folder_beside(target, "new"), folder_beside(target, "old")
    try:
        shutil.copytree(site, fresh)
        inspect(fresh)
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        _remove(old)
    finally:
        _remove(fresh)
    return sum(path.is_file() for path in target.rglob("*"))


def clear_away(target: Path) -> None:
    """Remove what killed deliveries left beside the target: whole copies of the site, with what was taken off it since.

    One that was killed between its two renames has moved the site away, and left the only copy: it comes back first.
    """
    moved_away = list(abandoned(target, "old"))
    if moved_away and not target.exists():
        max(moved_away, key=lambda path: path.stat().st_ctime).rename(target)
    for mark in ("old", "new"):
        for folder in abandoned(target, mark):
            _remove(folder)


def _remove(folder: Path) -> None:
    if error := remove(folder):
        why = f"“{error.filename}” ({error.strerror})"
        print(f"Cảnh báo: không xóa được hết bản sao {folder}: {why}. Trong đó có thể còn ảnh đã gỡ: hãy tự xóa.")


def publish(to: str, site: Path, settings: Mapping[str, Any]) -> int:
    """Deliver a built site and say so. Exit code 1 when it cannot be delivered."""
    try:
        folder = check(to, is_sample(settings))
        count = deliver(site, folder, lambda copy: check_tip_off(copy, settings))
    except (PublishError, OSError) as error:
        print(f"Lỗi: {error}")
        return 1
    if is_sample(settings):
        print("Cảnh báo: thông tin đơn vị trong PORTAL còn là mẫu. Đây chỉ là bản xem thử.")
    print(f"Đã đưa {count} tệp vào {folder}")
    return 0
