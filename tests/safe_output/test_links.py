"""Links of editors, against a finished folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.problems import Report
from plugins.safe_output.links import Link, Written, check_before_writing, check_links, find

HOST = "https://cong.vn"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("index.html", "2021/a/index.html", "documents/a.pdf", "documents/kế hoạch.pdf", "404.html"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    return tmp_path / "site"


def links(*written: Written) -> list[Link]:
    """The links of some texts."""
    return [link for item in written for link in find(item, "").links]


def told(site: Path, html: str, file: str = "bai.md") -> list[str]:
    """What the two checks tell, before and after writing, of a page at /2021/a/ that has one place."""
    report, found = Report(), find(Written(file, f'<p id="muc"></p>{html}', "/2021/a/"), HOST)
    check_before_writing([found], {"/", "/2021/a/"}, report)
    check_links(found.links, site, report)
    return [problem.value for problem in report.errors]


@pytest.mark.parametrize(
    "address",
    ["/", "/2021/a/", "/2021/a/#muc", "/2021/a/index.html", "/documents/a.pdf", "/documents/a.pdf#page=2", "/404.html",
     "/documents/a.pdf?v=1", "/documents/k%E1%BA%BF%20ho%E1%BA%A1ch.pdf", "/#x", "https://x.vn/none/", "HTTPS://x.vn/",
     "mailto:a@b.vn", "https://cong.vn/2021/a/", "https://cong.vn.khac.vn/none/", "#muc", "tel:113"],
)  # fmt: skip
def test_links_that_lead_somewhere(site: Path, address: str) -> None:
    assert told(site, f'<p><a class="x" href="{address}" rel="y">x</a></p>') == []


def test_a_question_after_a_page(site: Path) -> None:
    assert told(site, '<a href="/2021/a/?in=1">x</a><a href="/?q=a&amp;b=/x">y</a>') == []


@pytest.mark.parametrize(
    "address", ["/2021/b/", "/2021/a", "/2021", "/documents/", "/documents/b.pdf", "/2021/a/x.html", "/ban-nhap/b/"]
)
def test_links_that_lead_nowhere(site: Path, address: str) -> None:
    assert told(site, f'<a href="{address}">x</a>') == [address]


@pytest.mark.parametrize("address", ["#khong-co", "/2021/a/#khong-co", f"{HOST}/none/", f"{HOST}/2021/a/#khong-co"])
def test_places_and_own_addresses_that_do_not_exist(site: Path, address: str) -> None:
    assert told(site, f'<a href="{address}">x</a>') == [address]


@pytest.mark.parametrize(
    "address", ["bai-kia.md", "../b/", "2021/b/", "bai-kia/", "//2021/b/", "http:/2021/a/", "javascript:x"]
)
def test_relative_links_that_lead_nowhere(site: Path, address: str) -> None:
    assert told(site, f'<a href="{address}">x</a>') == [address]


@pytest.mark.parametrize("address", ["/../secret/", "/../secret/index.html", "/%2e%2e/secret/"])
def test_nothing_outside_the_site_is_found(site: Path, address: str) -> None:
    outside = site.parent / "secret" / "index.html"
    outside.parent.mkdir()
    outside.write_text("x", "utf-8")
    assert told(site, f'<a href="{address}">x</a>') == [address]


def test_a_name_that_is_too_long_is_no_crash(site: Path) -> None:
    address = "/" + "x" * 300
    assert told(site, f'<a href="{address}">x</a>') == [address]


def test_entities_are_read(site: Path) -> None:
    assert told(site, '<a href="/tim/?a=1&amp;b=2">x</a>') == ["/tim/?a=1&b=2"]


def test_each_once_with_its_line(site: Path, tmp_path: Path) -> None:
    source = tmp_path / "bai.md"
    source.write_text("---\ntitle: a\n---\n\n[x](/none/)\n[y](/none/) [z](/khac/)\n", "utf-8")
    report = Report()
    html = '<a href="/none/">x</a>\n<a href="/none/">y</a> <a href="/khac/">z</a>'
    other = Written(str(tmp_path / "none.md"), '<a href="/none/">x</a>')
    check_links(links(Written(str(source), html), other), site, report)
    assert [(Path(p.file).name, p.line, p.message, p.value) for p in report.errors] == [
        ("bai.md", 5, "liên kết không dẫn tới trang nào", "/none/"),
        ("bai.md", 6, "liên kết không dẫn tới trang nào", "/khac/"),
        ("none.md", 0, "liên kết không dẫn tới trang nào", "/none/"),
    ]


def test_the_line_of_the_link_and_not_of_a_longer_one(site: Path, tmp_path: Path) -> None:
    source = tmp_path / "bai.md"
    source.write_text("[x](/none/abc/)\n\n[y](/none/)\n", "utf-8")
    report = Report()
    check_links(links(Written(str(source), '<a href="/none/">y</a>')), site, report)
    assert [p.line for p in report.errors] == [3]


def test_the_line_is_none_when_only_a_longer_address_stands_there(site: Path, tmp_path: Path) -> None:
    source = tmp_path / "bai.md"
    source.write_text("[x](/none/abc/)\n", "utf-8")
    report = Report()
    check_links(links(Written(str(source), '<a href="/none/">y</a>')), site, report)
    assert [p.line for p in report.errors] == [0]


def test_steps_within_the_site_are_taken_as_a_browser_takes_them(site: Path) -> None:
    assert told(site, '<a href="/2021/../2021/a/">x</a><a href="/../2021/a/">y</a>') == []


def test_what_is_no_link(site: Path) -> None:
    assert told(site, '<img src="/none.jpg"><link href="/none/"><abbr title="x" href="/none/">x</abbr>') == []


def test_what_a_lifted_notice_took_away_is_only_warned_of(tmp_path: Path) -> None:
    source, report = tmp_path / "a.md", Report()
    source.write_text("[x](/tu-khoa/ai-do/) [y](/none/)", "utf-8")
    found = find(Written(str(source), '<a href="/tu-khoa/ai-do/">x</a><a href="/none/">y</a>'), "")
    check_before_writing([found], {"/"}, report, {"/tu-khoa/ai-do/"})
    check_links(found.links, tmp_path, report, {"/tu-khoa/ai-do/"})
    assert [(problem.value, problem.severity) for problem in sorted(report.problems)] == [
        ("/none/", "error"),
        ("/tu-khoa/ai-do/", "warning"),
    ]
