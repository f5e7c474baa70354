"""The blocks that every page shares."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from plugins.common.dates import parse_date
from plugins.common.media import MediaError, Picture
from plugins.common.problems import Report
from plugins.portal.blocks import (
    Banner,
    NavItem,
    Tile,
    check_share,
    only_known,
    read_alert,
    read_banners,
    read_links,
    read_tiles,
    share_links,
)

NOW = parse_date("2026-11-22 10:00").value


@dataclass
class Shelf:
    """One picture."""

    def picture(self, address: str, source_file: str) -> Picture:
        if address != "/images/a.png":
            raise MediaError("không tìm thấy ảnh", "kiểm tra tên")
        return Picture("/images/a-480.png", 480, 100, "", (), "images/a.png")

    def file(self, address: str, source_file: str) -> str:
        raise AssertionError


@pytest.fixture
def report() -> Report:
    return Report()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ds.yml"


def told(report: Report) -> list[tuple[int, str, str]]:
    return [(p.line, p.message, p.value) for p in sorted(report.problems)]


def test_tiles(report: Report) -> None:
    tiles = read_tiles(
        [{"label": "Góp ý", "href": "/gop-y/", "icon": "comment"}, {"label": "Văn bản", "href": ""},
         {"label": "Thư", "href": "https://mail.vn", "staff": True}, {"label": "Quên"}],
        report,
    )  # fmt: skip
    assert tiles == [Tile("Góp ý", "/gop-y/", "comment", False), Tile("Thư", "https://mail.vn", "document", True)]
    assert [(p.file, p.severity, p.value) for p in report.problems] == [
        ("pelicanconf.py", "warning", "Văn bản"), ("pelicanconf.py", "warning", "Quên"),
    ]  # fmt: skip


def test_links(path: Path, report: Report) -> None:
    path.write_text("- label: Bộ Công an\n  url: https://bocongan.gov.vn\n- label: Trang\n  url: /lien-he/\n", "utf-8")
    assert read_links(path, report) == [
        NavItem("Bộ Công an", "https://bocongan.gov.vn"), NavItem("Trang", "/lien-he/"),
    ]  # fmt: skip
    assert report.problems == []


@pytest.mark.parametrize("url", ["bocongan.gov.vn", "javascript:alert(1)", "data:text/html,x", "lien-he/"])
def test_what_is_no_address(path: Path, report: Report, url: str) -> None:
    path.write_text(f"- label: a\n  url: {url}\n", "utf-8")
    assert read_links(path, report) == []
    assert told(report) == [(2, "không phải là một địa chỉ", url)]


@pytest.mark.parametrize(
    ("until", "shown"),
    [("", True), ("until: 2026-11-22", True), ("until: 2026-11-21", False), ("until: 22/11/2026 10:00", False),
     ("until: 22/11/2026 10:01", True), ("until: 2026-11", True), ("until: 2025", False)],
)  # fmt: skip
def test_banners(path: Path, report: Report, until: str, shown: bool) -> None:
    path.write_text(f"- image: /images/a.png\n  alt: Chiến dịch\n  url: https://a.vn\n  {until}\n", "utf-8")
    banners = read_banners(path, Shelf(), NOW, report)
    picture = Picture("/images/a-480.png", 480, 100, "Chiến dịch", (), "images/a.png")
    told = [replace(banner, until=None) for banner in banners]
    assert told == ([Banner(picture, "Chiến dịch", "https://a.vn")] if shown else [])
    assert [bool(banner.until) for banner in banners] == ([bool(until)] if shown else [])
    assert report.problems == []


def test_a_banner_without_its_picture(path: Path, report: Report) -> None:
    path.write_text("- image: /images/b.png\n  alt: a\n  url: https://a.vn\n- alt: b\n  url: /x/\n", "utf-8")
    assert read_banners(path, Shelf(), NOW, report) == []
    assert told(report) == [(1, "không tìm thấy ảnh", "/images/b.png"), (4, "mục thiếu image", "")]


def test_a_banner_with_a_wrong_date(path: Path, report: Report) -> None:
    path.write_text("- image: /images/a.png\n  alt: a\n  url: https://a.vn\n  until: mai\n", "utf-8")
    read_banners(path, Shelf(), NOW, report)
    assert told(report) == [(4, "không đọc được ngày tháng", "mai")]


@pytest.mark.parametrize(
    ("until", "shown"),
    [("", True), ("until: 22/11/2026", True), ("until: 21/11/2026", False), ("until: 09:59 | 22/11/2026", False)],
)
def test_the_alert(path: Path, report: Report, until: str, shown: bool) -> None:
    path.write_text(f"text: Bão  số 9\nhref: /2026/bao/\n{until}\n", "utf-8")
    alert = read_alert(path, NOW, report)
    assert (alert is not None) is shown
    if alert:
        assert (alert.text, alert.href) == ("Bão số 9", "/2026/bao/")
    assert report.problems == []


@pytest.mark.parametrize("text", ["", "# text: a\n"])
def test_no_alert(path: Path, report: Report, text: str) -> None:
    assert read_alert(path, NOW, report) is None
    path.write_text(text, "utf-8")
    assert read_alert(path, NOW, report) is None
    assert report.problems == []


@pytest.mark.parametrize("text", ["text: a\n", "href: /a/\n"])
def test_half_an_alert(path: Path, report: Report, text: str) -> None:
    path.write_text(text, "utf-8")
    assert read_alert(path, NOW, report) is None
    assert [message for _, message, _ in told(report)] == ["cảnh báo thiếu text hoặc href"]


def test_a_slip_in_a_key_of_the_alert_is_told(path: Path, report: Report) -> None:
    """``util:`` would leave the alert up for ever."""
    path.write_text("text: Bão\nhref: /a/\nutil: 21/11/2026\n", "utf-8")
    read_alert(path, NOW, report)
    assert [(line, value) for line, _, value in told(report)] == [(3, "util")]


def test_a_wrong_date_of_the_alert_names_its_line(path: Path, report: Report) -> None:
    path.write_text("text: Bão\nhref: /a/\nuntil: mai\n", "utf-8")
    read_alert(path, NOW, report)
    assert told(report) == [(3, "không đọc được ngày tháng", "mai")]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "bao", "a.vn"])
def test_an_alert_leads_to_an_address(path: Path, report: Report, href: str) -> None:
    path.write_text(f"text: Bão\nhref: {href}\n", "utf-8")
    read_alert(path, NOW, report)
    assert told(report) == [(2, "không phải là một địa chỉ", href)]


def test_what_leads_to_no_page_is_left_out_and_told(report: Report) -> None:
    tiles = [Tile(name, href, "document", False) for name, href in (
        ("có", "/gop-y/"), ("neo", "/gop-y/#a"), ("hỏi", "/gop-y/?x=/"), ("không", "/chua-co/"), ("ngoài", "https://a.vn/x/"),
        ("tệp", "/documents/a.pdf"),
    )]  # fmt: skip
    kept = only_known(tiles, {"/gop-y/"}, report)
    assert [tile.label for tile in kept] == ["có", "neo", "hỏi", "ngoài", "tệp"]
    assert [(p.severity, p.value) for p in report.problems] == [("warning", "không")]


def test_share_links_hold_the_whole_address_and_title() -> None:
    templates = {"Zalo": "https://z.vn/?u={url}", "E-mail": "mailto:?subject={title}&body={url}"}
    links = share_links(templates, "https://a.vn/2021/x/?a=1&b=2", "Phòng & chống: “ma túy” 100% {x}")
    assert [link.label for link in links] == ["Zalo", "E-mail"]
    assert links[0].href == "https://z.vn/?u=https%3A%2F%2Fa.vn%2F2021%2Fx%2F%3Fa%3D1%26b%3D2"
    subject = links[1].href.removeprefix("mailto:?subject=").split("&body=")[0]
    assert unquote(subject) == "Phòng & chống: “ma túy” 100% {x}"
    assert "&" not in subject


@pytest.mark.parametrize("template", ["https://x.vn/?u={link}", "https://x.vn/?u={url", "https://x.vn/?u={}"])
def test_a_share_template_with_a_slip_is_no_crash(template: str) -> None:
    try:
        share_links({"X": template}, "https://a.vn/", "a")
    except (KeyError, IndexError, ValueError) as error:
        pytest.fail(f"{type(error).__name__} would end the build with a traceback")


@pytest.mark.parametrize("template", ["https://x.vn/?u={link}", "https://x.vn/?u={url", "https://x.vn/?u={}"])
def test_a_share_template_with_a_slip_is_told(report: Report, template: str) -> None:
    check_share({"X": template, "Zalo": "https://z.vn/?u={url}&t={title}"}, report)
    assert [(p.file, p.message, p.value) for p in report.errors] == [
        ("pelicanconf.py", "PORTAL_BLOCKS[“share”][“X”] viết sai chỗ điền", template)
    ]


def test_an_alert_without_the_end_that_it_names(path: Path, report: Report) -> None:
    path.write_text("text: Bão\nhref: /a/\nuntil:\n", "utf-8")
    read_alert(path, NOW, report)
    assert told(report) == [(3, "mục này thiếu nội dung", "until")]
