"""A small sample site: what every page has in its context, and every kind of page with its own."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from plugins.sections.pages import ListPage, list_pages
from plugins.tip_off.policy import page_policy
from plugins.tip_off.script import exit_script
from plugins.visit_counter.chart import days_chart, months_chart
from plugins.visit_counter.figures import Visits, waiting
from tests.theme import samples, shapes, tip_off_samples

#: Every page but those that are never counted.
COUNTABLE = frozenset(
    {
        *("/", samples.LONG.href, samples.SHORT.href, samples.RECRUITING.href, "/gioi-thieu/", samples.ACTIVITY.href),
        *("/hoat-dong/trang/4/", "/tu-khoa/dan-van/", "/tu-khoa/", "/tin-da-dang/", "/2022/", "/2022/thang-12/"),
        *("/su-kien/", samples.EVENT.href, "/thong-ke/", "/gop-y/", "/kien-nghi/", "/lien-he/"),
    }
)


def _months(number: int, *counts: int) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(year=number, month=12 - index, href=f"/{number}/thang-{12 - index:02}/", count=count)
        for index, count in enumerate(counts)
    ]


YEARS = [
    SimpleNamespace(year=2022, href="/2022/", count=1204, months=_months(2022, 100, 94, 120, 98)),
    SimpleNamespace(year=2021, href="/2021/", count=31, months=_months(2021, 20, 11)),
    SimpleNamespace(year=2019, href="/2019/", count=1, months=[]),
]
THREADS = [samples.EVENT, shapes.EventThread("Bão số 3", "bao-so-3", 1204, samples.month(2021, 8))]


def _page(title: str, href: str, door: str = "") -> shapes.Article:
    return replace(samples.LONG, title=title, title_html=title, href=href, is_caps=False, door=door)


GIVING_FEEDBACK = _page("Góp ý xây dựng Công an tỉnh", "/gop-y/", "gop-y")


def list_page(href: str, number: int, count: int = 7) -> ListPage:
    """Page ``number`` (0: its own address) of a list that has so many pages with a number."""
    shown = [samples.LONG, samples.TOWN, samples.COVID, samples.FESTIVAL, samples.SHORT]
    pages = list_pages(href, shown * (count + 1), len(shown))
    return next(page for page in pages if page.number == number)


def every_page() -> dict[str, Any]:
    """The context that the contract promises on every page."""
    return {
        "PORTAL": samples.PORTAL,
        "events_href": "/su-kien/",
        "emergency": tip_off_samples.EMERGENCY,
        "nav": [
            shapes.NavItem(section.name, section.href)
            for section in (samples.ACTIVITY, samples.PROPAGANDA, samples.MOVEMENT)
        ]
        + [shapes.NavItem("Văn bản chỉ đạo điều hành", "https://example.org/van-ban")],
        "footer_links": [
            shapes.NavItem("Giới thiệu", "/gioi-thieu/"),
            shapes.NavItem("Quyền riêng tư", "/quyen-rieng-tu/"),
            shapes.NavItem("Liên hệ", "/lien-he/"),
            shapes.NavItem("Trợ năng", "/tro-nang/"),
        ],
        "tiles": samples.TILES,
        "links": samples.LINKS,
        "banners": samples.BANNERS,
        "notices": [samples.RECRUITING, samples.RECEPTION],
        "notices_section": samples.NOTICES,
        "alert": samples.ALERT,
        "assets": SimpleNamespace(stylesheet="/theme/site.css", script="/theme/site.js", figures="/theme/figures.js"),
        "countable": COUNTABLE,
        "waiting_visits": waiting("eight"),
        "tip_off_href": "/to-giac-toi-pham/",
        "tip_off_english_href": "/to-giac-toi-pham/en/",
        "channels": tip_off_samples.CHANNELS,
        "doors": tip_off_samples.DOORS,
        "facts": tip_off_samples.FACTS,
        "topics": tip_off_samples.TOPICS,
        "checked": samples.day("2026-11-01"),
        "exit_script": exit_script(),
        "tip_csp": page_policy(exit_script().hash),
        "worker_href": "/sw.js",
        "pages": [GIVING_FEEDBACK],
        "statistics_href": "/thong-ke/",
        "archive_href": "/tin-da-dang/",
        "feed_href": "/feeds/tin.atom.xml",
        "exit_href": "https://example.org/thoi-tiet",
        "CSP": (
            "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action "
            "'none'"
        ),
        "output_file": "index.html",
    }


def front_page(latest: list[Any]) -> SimpleNamespace:
    """A front page whose lists and blocks are full."""
    return SimpleNamespace(
        lead=samples.TOWN,
        secondary=[samples.LONG, samples.COVID],
        latest=latest,
        blocks=[
            SimpleNamespace(
                section=samples.ACTIVITY, story=samples.COVID, rows=[samples.FESTIVAL, samples.LONG, samples.TOWN]
            ),
            SimpleNamespace(section=samples.MOVEMENT, story=samples.SHORT, rows=[samples.TOWN, samples.FESTIVAL]),
            SimpleNamespace(section=samples.PROPAGANDA, story=samples.LONG, rows=[samples.SHORT]),
        ],
    )


def statistics(visits: Visits) -> dict[str, Any]:
    """What the statistics page has of its own."""
    charts = [days_chart(visits.history), months_chart(visits.history)] if visits.history else []
    downloads = [("CSV", "/thong-ke/luot-truy-cap.csv"), ("JSON", "/thong-ke/luot-truy-cap.json")] if charts else []
    return {"visits": visits, "visit_charts": charts, "visit_downloads": downloads}


def pages() -> dict[str, tuple[str, dict[str, Any]]]:
    """Every page of a small site: address -> (template, its own context)."""
    latest = [
        samples.TOWN,
        samples.LONG,
        samples.COVID,
        samples.FESTIVAL,
        samples.SHORT,
        replace(samples.TOWN, title="Tuần tra ban đêm, xử lý 12 trường hợp điều khiển xe quá nồng độ cồn"),
    ]
    about = _page("Giới thiệu", "/gioi-thieu/")
    words = [
        SimpleNamespace(name=name, href=f"/tu-khoa/{index}/", count=index + 1)
        for index, name in enumerate(["bảo vệ an ninh Tổ quốc", "dân vận", "đường biên", "khu dân cư"])
    ]
    return {
        "/": ("index.html", {"front": front_page(latest), "visits": samples.VISITS}),
        samples.LONG.href: ("article.html", {"article": samples.LONG}),
        samples.SHORT.href: ("article.html", {"article": samples.SHORT}),
        samples.RECRUITING.href: ("article.html", {"article": samples.RECRUITING}),
        "/gioi-thieu/": ("page.html", {"page": about}),
        "/gop-y/": ("page.html", {"page": GIVING_FEEDBACK}),
        "/kien-nghi/": ("page.html", {"page": _page("Kiến nghị", "/kien-nghi/", "kien-nghi")}),
        "/lien-he/": ("page.html", {"page": _page("Liên hệ", "/lien-he/", "khan-cap")}),
        samples.ACTIVITY.href: (
            "category.html",
            {"section": samples.ACTIVITY, "page": list_page(samples.ACTIVITY.href, 0)},
        ),
        "/hoat-dong/trang/4/": (
            "category.html",
            {"section": samples.ACTIVITY, "page": list_page(samples.ACTIVITY.href, 4)},
        ),
        "/tu-khoa/dan-van/": (
            "tag.html",
            {"tag": SimpleNamespace(name="dân vận"), "page": list_page("/tu-khoa/dan-van/", 0, count=0)},
        ),
        "/tu-khoa/": ("tags.html", {"keywords": words, "output_file": "tu-khoa/index.html"}),
        samples.EVENT.href: (
            "event.html",
            {"thread": samples.EVENT, "page": list_page(samples.EVENT.href, 0, count=1)},
        ),
        "/su-kien/": ("events.html", {"threads": THREADS, "output_file": "su-kien/index.html"}),
        "/tin-da-dang/": ("archives.html", {"years": YEARS}),
        "/2022/": ("period_archives.html", {"period": YEARS[0], "dates": latest, "years": YEARS}),
        "/2022/thang-12/": ("period_archives.html", {"period": YEARS[0].months[0], "dates": latest, "years": YEARS}),
        "/thong-ke/": ("statistics.html", statistics(samples.VISITS)),
        "/to-giac-toi-pham/": ("tip_off.html", {}),
        "/to-giac-toi-pham/en/": ("tip_off_english.html", {}),
        "/404.html": ("404.html", {}),
    }
