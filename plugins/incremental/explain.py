"""Why a page was made again or not, for whoever asks (``invoke build --explain PATH``)."""

from __future__ import annotations

from plugins.incremental.capture import file_of
from plugins.incremental.ledger import Ledger
from plugins.incremental.request import Renewal
from plugins.incremental.rows import Row

_SHOWN = 3


def name_of(asked: str) -> str:
    """The file in the output that an address (``/2021/ten-bai/``, with or without the site) or a file means."""
    path = asked.split("://", 1)[-1].partition("/")[2] if "://" in asked else asked
    path = path.lstrip("/")
    return file_of(f"/{path}") if not path or path.endswith("/") else path


def explain(asked: str, renewal: Renewal, before: Ledger) -> str:
    """One Vietnamese sentence about a page after an incremental build."""
    name = name_of(asked)
    return f"{name}: {_reason(name, renewal, before)}."


def explain_full(asked: str, reason: str) -> str:
    """The same when everything was made again."""
    return f"{name_of(asked)}: dựng lại cùng cả trang, vì {reason}."


def _reason(name: str, renewal: Renewal, before: Ledger) -> str:
    if name in renewal.deleted:
        return "đã xóa, vì không còn bài nào cho trang này"
    if name in renewal.restored:
        return "chép lại từ kho, vì tệp trong thư mục đích đã mất hoặc bị sửa"
    if renewal.render and name.endswith(".html"):
        return "dựng lại, vì mẫu giao diện đã đổi" if name in before.outputs else "không có trang này"
    if name not in renewal.written:
        known = name in renewal.ledger.outputs
        return "giữ nguyên, vì mọi thứ trang này hiện vẫn như lần trước" if known else "không có trang này"
    if name not in before.outputs:
        return "dựng mới, vì lần trước chưa có"
    was, now = _row(name, before), _row(name, renewal.ledger)
    return "dựng lại, vì " + (_of_article(was, now, renewal) if was and now else _of_list(renewal))


def _row(name: str, ledger: Ledger) -> Row | None:
    return next((row for row in ledger.rows if file_of(row.href) == name), None)


def _of_article(was: Row, now: Row, renewal: Renewal) -> str:
    reasons = []
    if was.own != now.own:
        reasons.append("bài này đã đổi")
    if was.rail != now.rail:
        reasons.append("tin liên quan là những bài khác")
    if was.beside != now.beside:
        reasons.append("dòng sự kiện, tin mới hơn hoặc tin cũ hơn là những bài khác")
    shown = {*now.rail, *now.beside[0], *now.beside[1], *now.beside[2]}
    if met := sorted(shown & renewal.cards):
        reasons.append(f"trang này hiện bài đã đổi: {_some(met)}")
    return "; ".join(reasons) or "lời nêu lý do liên quan hoặc dòng sự kiện của bài đã đổi"


def _of_list(renewal: Renewal) -> str:
    return f"danh sách này có bài đã đổi: {_some(sorted(renewal.cards))}" if renewal.cards else "số bài đã đổi"


def _some(addresses: list[str]) -> str:
    more = f" và {len(addresses) - _SHOWN} bài khác" if len(addresses) > _SHOWN else ""
    return ", ".join(addresses[:_SHOWN]) + more
