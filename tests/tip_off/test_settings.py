"""The settings that types alone cannot check."""

from __future__ import annotations

from typing import Any

import pytest

import pelicanconf
from plugins.common.problems import REPORT_KEY, Report
from plugins.common.settings import read_settings
from plugins.tip_off.settings import TipOffSettings, check_settings

SITE = "https://congan.tinh.gov.vn"


def messages(report: Report) -> list[tuple[str, str]]:
    assert {(problem.file, problem.severity) for problem in report.problems} <= {("pelicanconf.py", "error")}
    return [(problem.message, problem.value) for problem in report.problems]


def test_the_portals_own_settings_are_right(report: Report) -> None:
    options = read_settings(TipOffSettings, {"TIP_OFF": pelicanconf.TIP_OFF, REPORT_KEY: report}, "TIP_OFF")
    check_settings(options, str(pelicanconf.PORTAL["url"]), report)
    check_settings(TipOffSettings(), SITE, report)
    assert report.problems == []


@pytest.mark.parametrize("address", ["https://nchmf.gov.vn/", "https://vnexpress.net", "https://a.vn:8443/x?y#z"])
def test_an_exit_to_another_site(report: Report, address: str) -> None:
    check_settings(TipOffSettings(exit_url=address), SITE, report)
    assert report.problems == []


@pytest.mark.parametrize(
    "address",
    ["", "http://nchmf.gov.vn/", "/thoi-tiet/", "//nchmf.gov.vn/", "javascript:alert(1)", "https://", "https://a",
     "nchmf.gov.vn", SITE, f"{SITE}/", "https://CONGAN.tinh.gov.vn./x", "https://tin.congan.tinh.gov.vn/",
     f"{SITE}:8443/", "https://ai@do.vn/", "https://a.vn/ b", 'https://a.vn/"x', "https://[a.vn/"],
)  # fmt: skip
def test_an_exit_that_is_none(report: Report, address: str) -> None:
    check_settings(TipOffSettings(exit_url=address), SITE, report)
    assert messages(report) == [("TIP_OFF[“exit_url”] phải dẫn tới một trang khác", address or "(trống)")]


@pytest.mark.parametrize(
    ("key", "words", "message"),
    [
        ("ma-tuy", ["Một"], "TIP_OFF[“topics”] cần tiêu đề và một câu cho mỗi chủ đề"),
        ("ma-tuy", ["Một", " ", "Ba"], "TIP_OFF[“topics”] cần tiêu đề và một câu cho mỗi chủ đề"),
        ("Ma túy", ["Một", "Hai"], "TIP_OFF[“topics”] có tên chủ đề không làm địa chỉ được"),
    ],
)
def test_topics(report: Report, key: str, words: list[str], message: str) -> None:
    check_settings(TipOffSettings(topics={key: words, "lua-dao": ["A", "B", "C", "D"]}), SITE, report)
    assert messages(report) == [(message, key)]


@pytest.mark.parametrize(("warn", "fail"), [(0, 180), (-1, 180), (90, 90), (180, 90)])
def test_ages(report: Report, warn: int, fail: int) -> None:
    check_settings(TipOffSettings(warn_after_days=warn, fail_after_days=fail), SITE, report)
    [(message, value)] = messages(report)
    assert "warn_after_days" in message
    assert "fail_after_days" in message
    assert value == f"{warn} và {fail}"


@pytest.mark.parametrize("given", [{"facts": 1}, {"offline": "no"}, {"topics": {"a": "b"}}, {"so": 1}])
def test_wrong_types(given: dict[str, Any], report: Report) -> None:
    read_settings(TipOffSettings, {"TIP_OFF": given, REPORT_KEY: report}, "TIP_OFF")
    assert len(messages(report)) == 1
