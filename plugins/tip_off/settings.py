"""Settings of the tip-off page and links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from plugins.common.problems import Report
from plugins.common.settings import FILE
from plugins.common.vietnamese import slugify


@dataclass(frozen=True)
class TipOffSettings:
    """``TIP_OFF`` in pelicanconf.py."""

    #: The contact registry, relative to the content folder; it may be missing.
    registry: str = "_data/contacts.yml"
    #: The registry of facts, relative to the content folder; it may be missing.
    facts: str = "_data/facts.yml"
    #: Where the quick exit leads: a page that means nothing to whoever looks over a shoulder.
    exit_url: str = "https://nchmf.gov.vn/"
    #: By topic of an article: heading and sentence of its tile, then lines of advice for the tip-off page.
    topics: dict[str, list[str]] = field(default_factory=dict)
    #: Days since ``verified_on`` after which the build warns, and after which nothing is published.
    warn_after_days: int = 90
    fail_after_days: int = 180
    #: Whether the ordinary pages keep a copy of the tip-off pages in the browser, for when there is no network.
    offline: bool = True


def check_settings(options: TipOffSettings, site: str, report: Report) -> None:
    """Report what the types cannot tell; ``site`` is the address of our own site."""
    for topic, words in options.topics.items():
        if slugify(topic) != topic:
            remedy = f"viết không dấu, nối bằng gạch, ví dụ {slugify(topic) or 'ma-tuy'}"
            report.error(FILE, 0, "TIP_OFF[“topics”] có tên chủ đề không làm địa chỉ được", topic, remedy)
        if len(words) < 2 or not all(line.strip() for line in words):
            remedy = "viết [“tiêu đề”, “câu”, “lời khuyên”, ...], không để trống dòng nào"
            report.error(FILE, 0, "TIP_OFF[“topics”] cần tiêu đề và một câu cho mỗi chủ đề", topic, remedy)
    if not _is_another_site(options.exit_url, site):
        remedy = "viết địa chỉ https://... của một trang thường ngày, không phải cổng này"
        message = "TIP_OFF[“exit_url”] phải dẫn tới một trang khác"
        report.error(FILE, 0, message, options.exit_url or "(trống)", remedy)
    if not 0 < options.warn_after_days < options.fail_after_days:
        ages = f"{options.warn_after_days} và {options.fail_after_days}"
        message = "TIP_OFF[“warn_after_days”] phải lớn hơn 0 và nhỏ hơn TIP_OFF[“fail_after_days”]"
        report.error(FILE, 0, message, ages, "viết số ngày, ví dụ 90 và 180")


def _is_another_site(address: str, site: str) -> bool:
    """Whether an address is that of a page elsewhere; a name below our own would still show whose page it is."""
    if re.search(r"[\s\"'<>\\]", address):
        return False
    try:
        parts = urlsplit(address)
        host, own = (parts.hostname or "").strip("."), (urlsplit(site).hostname or "").strip(".")
    except ValueError:
        return False
    if parts.scheme != "https" or "." not in host or parts.username is not None:
        return False
    return not own or (host != own and not host.endswith(f".{own}"))
