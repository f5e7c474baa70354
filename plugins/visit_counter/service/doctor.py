"""Looks at a counter from outside and says, a line for each thing, what is well and what is to be done."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.common.numbers import dotted
from plugins.visit_counter.service.access import access
from plugins.visit_counter.service.data_lock import owner_of
from plugins.visit_counter.service.days import day_of, iso_day, iso_moment
from plugins.visit_counter.service.kept import Kept
from plugins.visit_counter.service.manifest import Manifest, ManifestError
from plugins.visit_counter.service.model import StoreError
from plugins.visit_counter.service.refusals import BACKUPS, fault_of_file, is_ahead, moment_of

OK, WARNING, ERROR = "OK", "CẢNH BÁO", "LỖI"
#: Seconds: a backup, and a running service's word, older than this are too old; visitors are kept no longer.
OLD_BACKUP, OLD_WORD, WINDOW, SLACK = 2 * 3600, 60, 1800, 60
#: Bytes of free disk below which nothing may be written soon, or at once.
LITTLE_SPACE, NO_SPACE = 1 << 30, 64 << 20
#: So many visits of one address alone, and hits of which half came through a proxy, are not by chance.
MANY_VISITS, SOME_HITS = 100, 10


@dataclass(frozen=True)
class Finding:
    """One line: how serious, what, and what to do about it."""

    level: str
    what: str
    remedy: str = ""

    @property
    def line(self) -> str:
        """``CẢNH BÁO  what. Cách sửa: remedy.``"""
        return f"{self.level:<9} {self.what}." + (f" Cách sửa: {self.remedy}." if self.remedy else "")


def run_doctor(data: Path, store_url: str | None, manifest: Path | None, now: int) -> int:
    """The command: print every finding; 1 when one is an error."""
    findings = list(examine(data, store_url, manifest, now))
    for finding in findings:
        print(finding.line)
    return int(any(finding.level == ERROR for finding in findings))


def examine(data: Path, store_url: str | None, manifest: Path | None, now: int) -> Iterator[Finding]:
    """Every finding. Changes nothing."""
    if not data.is_dir():
        yield Finding(ERROR, f"Không có thư mục dữ liệu “{data}”", "kiểm tra lại --data")
        return
    health = _health(data)
    yield from _store(data, store_url, health, now)
    yield from _backups(data, now)
    yield from _proxies(health)
    yield from _space(data)
    yield from _salt(data, store_url, now)
    if manifest:
        yield _manifest(manifest)


def _store(data: Path, url: str | None, health: dict[str, Any] | None, now: int) -> Iterator[Finding]:
    """The figures: integrity, days, who is remembered for too long; and who uses them."""
    try:
        if url is not None and _is_empty(url):
            yield Finding(WARNING, "Máy chủ PostgreSQL chưa có kho số liệu nào", "khởi động dịch vụ, hoặc sửa --store")
            yield from _service(False, health, now)
            return
        with access(data, url, to_read=True) as store:
            with store.reading():
                kept, oldest = store.read(), store.oldest_seen()
            running = store.running()
    except StoreError as error:
        yield Finding(ERROR, str(error).rstrip("."))
        yield from _service(bool(url is None and owner_of(data)), health, now)
        return
    yield Finding(OK, f"Kho số liệu đọc được, không có lỗi; tổng {dotted(kept.total)}")
    yield from _days(kept, now)
    if oldest is not None and oldest < now - WINDOW - SLACK:
        what = f"Còn dấu băm của người đọc từ {iso_moment(oldest)}, quá 30 phút"
        yield Finding(WARNING, what, "chạy dịch vụ: nó xóa ngay khi khởi động")
    else:
        yield Finding(OK, "Không giữ dấu băm của người đọc quá 30 phút")
    yield from _service(running, health, now)


def _is_empty(url: str) -> bool:
    """Whether a server has no tables yet; looking must not make them. Raises StoreError."""
    from plugins.visit_counter.service.postgres_access import is_empty

    return is_empty(url)


def _days(kept: Kept, now: int) -> Iterator[Finding]:
    """Gaps in the history, and days that have not come yet."""
    days, today = sorted({day for rows in kept.days.values() for day in rows}), day_of(now)
    if not days:
        yield Finding(OK, "Chưa đo ngày nào")
        return
    if days[-1] > today:
        what = f"Có số liệu của ngày {iso_day(days[-1])}, sau hôm nay ({iso_day(today)})"
        yield Finding(WARNING, what, "kiểm tra đồng hồ của máy (timedatectl)")
    known = set(days)
    missing = [day for day in range(days[0], min(days[-1], today)) if day not in known]
    if missing:
        some = ", ".join(iso_day(day) for day in missing[-5:])
        what = f"Thiếu {len(missing)} ngày chưa được đo, gần nhất: {some}"
        yield Finding(WARNING, what, "nếu có số liệu của các ngày ấy, nhập bằng import --days")
    else:
        yield Finding(OK, f"Có đủ các ngày từ {iso_day(days[0])} đến {iso_day(days[-1])}")


def _backups(data: Path, now: int) -> Iterator[Finding]:
    """The newest backup: its age and soundness. One that is named in the future says nothing about either."""
    names = sorted((path.name for path in (data / BACKUPS).glob("*.db") if moment_of(path.name)), reverse=True)
    ahead = [name for name in names if is_ahead(name, now)]
    if ahead:
        what = f"Bản sao lưu “{data / BACKUPS / ahead[0]}” mang tên ở tương lai, được làm khi đồng hồ sai"
        yield Finding(WARNING, what, "kiểm tra đồng hồ (timedatectl), rồi đổi tên hoặc xóa tệp ấy")
        names = names[len(ahead) :]
    remedy = "chạy lệnh backup; xem nhật ký của dịch vụ để biết vì sao không tự sao lưu"
    if not names:
        yield Finding(WARNING, "Chưa có bản sao lưu nào", remedy)
        return
    newest = data / BACKUPS / names[0]
    if fault := fault_of_file(newest):
        yield Finding(ERROR, f"Bản sao lưu mới nhất “{newest}” không dùng được: {fault}", remedy)
        return
    moment = moment_of(names[0])
    age = now - int(moment.timestamp()) if moment else 0
    if age > OLD_BACKUP:
        yield Finding(WARNING, f"Bản sao lưu mới nhất “{newest.name}” đã {age // 3600} giờ", remedy)
    else:
        yield Finding(OK, f"Bản sao lưu mới nhất “{newest.name}” dùng được")


def _health(data: Path) -> dict[str, Any] | None:
    """What the service last said about itself; None when it never did, empty when it cannot be read."""
    try:
        found = json.loads((data / "health.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _service(running: bool, health: dict[str, Any] | None, now: int) -> Iterator[Finding]:
    """Whether it runs, speaks and stores, and whether the clock is behind what it stored."""
    written = health.get("written") if health else None
    if not running:
        yield Finding(WARNING, "Bộ đếm không chạy", "khởi động dịch vụ (systemctl start)")
    elif not health or not isinstance(written, int):
        yield Finding(WARNING, "Bộ đếm chưa ghi health.json đọc được", "chờ vài giây rồi khám lại, xem nhật ký dịch vụ")
    elif now - written > OLD_WORD:
        what = f"Bộ đếm im lặng từ {iso_moment(written)}"
        yield Finding(ERROR, what, "xem nhật ký rồi khởi động lại dịch vụ")
    elif health.get("durable") is False:
        what = f"Bộ đếm chưa ghi được số liệu, đang giữ trong bộ nhớ: {health.get('reason')}"
        yield Finding(ERROR, what, "giải phóng đĩa hoặc sửa quyền ghi, đừng khởi động lại trước khi ghi được")
    else:
        yield Finding(OK, f"Bộ đếm đang chạy (nút “{health.get('node')}”)")
    if isinstance(written, int) and written > now + OLD_WORD:
        what = f"Đồng hồ của máy chậm hơn lần ghi cuối ({iso_moment(written)})"
        yield Finding(WARNING, what, "bật đồng bộ giờ (timedatectl set-ntp true)")


def _proxies(health: dict[str, Any] | None) -> Iterator[Finding]:
    """Behind a proxy that is not trusted every reader has the proxy's address."""
    if not health:
        return
    keys = ("hits", "lately", "addresses", "forwarded_untrusted")
    hits, lately, addresses, forwarded = (_number(health, key) for key in keys)
    remedy = (
        "nếu đứng sau nginx hoặc Caddy, chạy serve với --trust-proxy và địa chỉ của nó, ví dụ --trust-proxy 127.0.0.1"
    )
    if hits >= SOME_HITS and forwarded * 2 >= hits:
        what = f"{dotted(forwarded)} trong {dotted(hits)} lượt mang X-Forwarded-For từ máy không được tin"
        yield Finding(WARNING, f"{what}, nên mọi lượt ấy như đến từ một địa chỉ", remedy)
    elif lately >= MANY_VISITS and addresses == 1:
        yield Finding(WARNING, f"Cả {dotted(lately)} lượt gần đây đều như đến từ một địa chỉ", remedy)
    else:
        yield Finding(OK, "Địa chỉ của người đọc được nhận đúng")


def _number(health: dict[str, Any], key: str) -> int:
    value = health.get(key)
    return value if isinstance(value, int) else 0


def _space(data: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(data).free
    text = f"Đĩa còn trống {dotted(free >> 20)} MB"
    if free < LITTLE_SPACE:
        yield Finding(ERROR if free < NO_SPACE else WARNING, text, "dọn bớt đĩa hoặc chuyển --data sang đĩa khác")
    else:
        yield Finding(OK, text)
    if not os.access(data, os.W_OK):
        yield Finding(ERROR, f"Không ghi được vào “{data}”", "sửa quyền thư mục, hoặc gắn lại đĩa ở chế độ đọc ghi")


def _salt(data: Path, url: str | None, now: int) -> Iterator[Finding]:
    path = data / "salt"
    try:
        mode, changed = path.stat().st_mode & 0o777, path.stat().st_mtime
    except OSError:
        return
    if url is None and mode & 0o077:
        yield Finding(WARNING, f"Người dùng khác đọc được “{path}” ({mode:o})", f"chạy chmod 600 {path}")
    elif changed < time.time() - 2 * 86_400 and day_of(int(changed)) < day_of(now) - 1:
        yield Finding(WARNING, f"Muối cũ còn trong “{path}”", "khởi động dịch vụ, hoặc xóa tệp ấy khi dịch vụ dừng")
    else:
        yield Finding(OK, "Muối của ngày chỉ dịch vụ đọc được")


def _manifest(path: Path) -> Finding:
    try:
        pages = len(Manifest(path).paths)
    except ManifestError as error:
        return Finding(ERROR, str(error).rstrip("."))
    if not pages:
        return Finding(WARNING, f"Danh sách địa chỉ “{path}” trống, không lượt nào được đếm", "dựng lại trang")
    return Finding(OK, f"Danh sách địa chỉ có {pages} trang")
