"""Which addresses are counted."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.common import places
from plugins.visit_counter.countable import countable_aliases, countable_pages, manifest


def at(href: str, **values: Any) -> SimpleNamespace:
    return SimpleNamespace(href=href, **values)


@pytest.fixture
def context() -> dict[str, Any]:
    """A site with a page of every kind."""
    month = at("/2026/11/")
    return {
        "articles": [at("/2026/bai/")],
        "hidden_articles": [at("/2026/an/")],
        "drafts": [at("/ban-nhap/nhap/")],
        "pages": [at("/gioi-thieu/")],
        "hidden_pages": [at("/trang-an/")],
        "sections": [at("/tin/", slug="tin"), at("/trong/", slug="trong")],
        "section_counts": {"tin": 45},
        "keywords": [at("/tu-khoa/phao/")],
        "threads": [at("/su-kien/ngay-hoi/")],
        "years": [at("/2026/", months=[month])],
        "moved": [("/2025/cu/", at("/2026/bai/")), ("/tin/trang/9/", at("/2026/bai/"))],
        "addresses": {
            *(*places.STANDING, places.NOT_FOUND, "/feeds/", "/theme/", "/robots.txt", "/2026/bai/", "/2026/an/"),
            *("/gioi-thieu/", "/tin/", "/tin/trang/2/", "/tin/trang/3/", "/tin/trang/9/", "/tu-khoa/phao/"),
            *("/su-kien/ngay-hoi/", "/su-kien/ngay-hoi/trang/2/"),
            *("/tu-khoa/phao/trang/2/", "/2026/", "/2026/11/", "/2025/cu/", "/khac/trang/2/"),
        },
    }


def test_what_is_counted(context: dict[str, Any]) -> None:
    assert countable_pages(context) == [
        *("/", "/2026/", "/2026/11/", "/2026/bai/", "/gioi-thieu/", "/luu-tru/"),
        *("/su-kien/", "/su-kien/ngay-hoi/", "/su-kien/ngay-hoi/trang/2/", "/thong-ke/", "/tin/"),
        *("/tin/trang/2/", "/tin/trang/3/", "/tu-khoa/", "/tu-khoa/phao/", "/tu-khoa/phao/trang/2/"),
    ]


@pytest.mark.parametrize("below", ["", "gui/", "cam-on/"])
def test_nothing_of_the_tip_off_page_is_counted(context: dict[str, Any], below: str) -> None:
    context["pages"].append(at(places.TIP_OFF + below))
    assert not [path for path in countable_pages(context) if "to-giac" in path]


def test_old_addresses_lead_to_counted_pages_only() -> None:
    moved = [("/2021/tên-cũ/", at("/2026/bai/")), ("/an-cu/", at("/2026/an/")), ("/2020/a/", at("/2026/bai/"))]
    aliases = countable_aliases(moved, ["/", "/2026/bai/"])
    assert list(aliases.items()) == [("/2020/a/", "/2026/bai/"), ("/2021/tên-cũ/", "/2026/bai/")]


def test_the_list_is_json_for_the_service() -> None:
    data = manifest(["/", "/2026/bai/"], {"/cũ/": "/2026/bai/"}, "https://congan.example")
    assert json.loads(data) == {
        "paths": ["/", "/2026/bai/"],
        "aliases": {"/cũ/": "/2026/bai/"},
        "origin": "https://congan.example",
    }
    assert "/cũ/".encode() in data
