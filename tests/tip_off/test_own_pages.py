"""Channels that lead to the portal itself."""

from __future__ import annotations

import pytest

from plugins.common.problems import Report
from plugins.tip_off.own_pages import WebLink, check_own_pages

SITE = "https://congan.tinh.gov.vn"
PAGES = {"/", "/lien-he/", "/gop-y/"}


def problems(report: Report, address: str) -> list[tuple[str, int, str, str]]:
    check_own_pages([WebLink("contacts.yml", 7, address)], PAGES, SITE, report)
    return [(p.file, p.line, p.message, p.value) for p in report.errors]


@pytest.mark.parametrize(
    "address",
    ["/", "/lien-he/", "/gop-y/#so", f"{SITE}/lien-he/", SITE, "https://a.gov.vn/khong-co/?x", "/lien%2Dhe/"],
)
def test_a_page_that_there_is(report: Report, address: str) -> None:
    assert problems(report, address) == []


@pytest.mark.parametrize(
    "address", ["/khong-co/", "/lien-he", "/khong-co/#x", f"{SITE}/khong-co/", "https://CONGAN.tinh.gov.vn/a", "/sw.js"]
)
def test_a_page_that_there_is_not(report: Report, address: str) -> None:
    assert problems(report, address) == [("contacts.yml", 7, "kênh dẫn tới một trang mà cổng không có", address)]


def test_nothing_follows_a_question_mark(report: Report) -> None:
    message = "địa chỉ trên cổng này không được mang theo gì sau dấu hỏi"
    address = f"{SITE}/lien-he/?so=1"
    assert problems(report, address) == [("contacts.yml", 7, message, address)]
