"""Order, embargo, addresses, neighbours."""

from __future__ import annotations

import itertools

import pytest

from plugins.common.dates import parse_date
from plugins.common.problems import Report
from plugins.sections.addresses import FIXED, check_addresses, check_standing, further_pages, old_addresses
from plugins.sections.order import check_future, is_held, newest_first
from tests.sections.articles import article, slugs

NOW = parse_date("2026-11-22 10:00").value


def test_newest_first() -> None:
    articles = [article("nam", "2021"), article("ngay", "2021-12-26"), article("phut", "2021-12-26 00:01"),
                article("thang", "2021-12"), article("moi", "2022-01-01"), article("cu", "2019")]  # fmt: skip
    assert slugs(newest_first(articles)) == ["moi", "phut", "ngay", "thang", "nam", "cu"]


def test_articles_of_one_moment_have_one_order() -> None:
    same = [article("b"), article("a", source_path="2.md"), article("a", source_path="1.md"), article("c")]
    orders = {tuple((a.slug, a.source_path) for a in newest_first(given)) for given in itertools.permutations(same)}
    assert orders == {(("a", "1.md"), ("a", "2.md"), ("b", "b.md"), ("c", "c.md"))}


@pytest.mark.parametrize(
    ("embargo", "held"),
    [(None, False), ("2026-11-22 10:00", False), ("2026-11-22 10:01", True), ("2026-11-22", False),
     ("2026-11-23", True), ("2026-12", True), ("2026", False), ("2026-11-22T03:30:00Z", True)],
)  # fmt: skip
def test_an_embargo_holds_until_its_moment(embargo: str | None, held: bool) -> None:
    assert is_held(article("a", embargo=parse_date(embargo) if embargo else None), NOW) is held


@pytest.mark.parametrize(
    ("when", "wrong"),
    [("2026-11-22 10:00", False), ("2026-11-22 10:01", True), ("2026-11-22", False), ("2026-11-23", True),
     ("2026-11", False), ("2026-12", True), ("2026", False), ("2027", True)],
)  # fmt: skip
def test_a_date_in_the_future_needs_an_embargo(when: str, wrong: bool) -> None:
    report = Report()
    check_future([article("a", when, header_lines={"date": 3})], NOW, report)
    assert bool(report.errors) is wrong
    held = Report()
    check_future([article("a", when, embargo=parse_date("2027-01-01"))], NOW, held)
    assert held.problems == []


def test_the_error_names_the_remedy() -> None:
    report = Report()
    check_future([article("a", "2026-12-26 08:00", header_lines={"date": 3})], NOW, report)
    assert report.lines() == [
        "a.md:3: lỗi: ngày đăng ở tương lai: “Thứ Bảy, 26/12/2026 08:00”. Cách sửa: sửa lại ngày, hoặc thêm dòng "
        "“embargo: 2026-12-26T08:00:00+07:00” (Hẹn giờ) để bài tự hiện đúng lúc."
    ]


def test_an_embargo_that_is_over_does_not_excuse_a_date_in_the_future() -> None:
    report = Report()
    late = article("a", "2027-05-01", embargo=parse_date("2026-01-01"))
    assert not is_held(late, NOW)
    check_future([late], NOW, report)
    assert len(report.errors) == 1


def test_no_two_things_at_one_address() -> None:
    report = Report()
    items = [("/a/", "1.md", 2), ("/b/", "2.md", 3), ("/a/", "3.md", 4), ("/a/", "4.md", 1)]
    check_addresses(items, report)
    assert [(p.file, p.line, p.value) for p in report.errors] == [("3.md", 4, "/a/"), ("4.md", 1, "/a/")]
    assert all(p.remedy.endswith("chỗ kia là 1.md") for p in report.errors)


def test_two_notices_of_one_decision_are_told_apart_by_its_number() -> None:
    report = Report()
    check_addresses([("/2026/a/", "1.md", 5), ("/2026/a/", "2.md", 6)], report, {"1.md", "2.md"})
    (problem,) = report.errors
    assert (problem.file, problem.line) == ("2.md", 6)
    assert "Số quyết định" in problem.remedy
    assert "Đường dẫn" not in problem.remedy
    assert problem.remedy.endswith("chỗ kia là 1.md")


def test_an_embargo_before_the_date_is_told_while_it_holds() -> None:
    """Else the build that runs when the embargo ends would stop, with no editor beside it."""
    report = Report()
    early = article("a", "2027-05-01", embargo=parse_date("2027-01-01"), header_lines={"date": 3})
    check_future([early], NOW, report)
    assert [(p.line, p.severity) for p in report.problems] == [(3, "warning")]


@pytest.mark.parametrize(
    ("address", "wrong"),
    [("/thong-ke/", True), ("/thong-ke/index.html", True), ("/index.html", True), ("/404.html", True),
     ("/404.html/", True), ("/robots.txt/", True), ("/images/", True), ("/2021/", True), ("/2021/12/", False),
     ("/thong-ke/a/", False), ("/thong-ke.html", False), ("/xindex.html", False)],
)  # fmt: skip
def test_nothing_stands_at_an_address_of_the_portal(address: str, wrong: bool) -> None:
    report = Report()
    check_standing([(address, "a.md", 4)], [*FIXED, "/2021/"], "đổi tên", report)
    told = [(p.file, p.line, p.message, p.value, p.remedy) for p in report.errors]
    assert told == ([("a.md", 4, "địa chỉ này là của một trang có sẵn của cổng", address, "đổi tên")] if wrong else [])


@pytest.mark.parametrize(
    ("address", "wrong"),
    [("/to-giac-toi-pham/cu/", True), ("/To-Giac-Toi-Pham/", True), ("/to-giac-toi-pham.html", True),
     ("/to-giac-toi-pham/index.html", True), ("/to-giac-toi-pham-ma-tuy/", True),
     ("/sw.js/", True), ("/SW.js/a/", True),
     ("/tin/to-giac-toi-pham/", False), ("/to-giac/", False), ("/sw/", False)],
)  # fmt: skip
def test_nothing_stands_where_the_tip_off_gate_lets_nothing_stand(address: str, wrong: bool) -> None:
    report = Report()
    check_standing([(address, "a.md", 4)], [], "đổi tên", report)
    assert [(p.file, p.line, p.value) for p in report.errors] == ([("a.md", 4, address)] if wrong else [])


@pytest.mark.parametrize(("count", "pages"), [(0, []), (39, []), (40, [1]), (59, [1]), (60, [1, 2])])
def test_further_pages(count: int, pages: list[int]) -> None:
    assert further_pages("/a/", count, 20) == [f"/a/trang/{number}/" for number in pages]
    assert further_pages("/a/", count, 0) == []


@pytest.mark.parametrize(
    "address", ["/2021/ten-cu/", "/tin/ten-cu.html", "/ten-cu/", "/a.html", "/vi/news/12-34.html", "/Tin/Cu_1/"]
)
def test_old_addresses(address: str) -> None:
    report = Report()
    moved = article("a", old_addresses=[address])
    assert old_addresses([article("b"), moved], report) == [(address, moved)]
    assert report.problems == []


def test_an_old_address_is_the_name_of_a_file() -> None:
    """A server looks for ``/tin-mới/`` when it is asked for ``/tin-m%E1%BB%9Bi/``."""
    moved = article("a", old_addresses=["/tin-m%E1%BB%9Bi/"])
    assert old_addresses([moved], Report()) == [("/tin-mới/", moved)]


@pytest.mark.parametrize(
    "address",
    ["", "/", "//", "//x.vn/", "ten-cu/", "/ten-cu", "/a b/", "/a/?x=1", "/a/#b", "https://a.vn/x/", "/a//b/",
     "/a.php", "/../", "/a/../../b/", "/./", "/../index.html"],
)  # fmt: skip
def test_what_is_no_old_address(address: str) -> None:
    report = Report()
    assert old_addresses([article("a", old_addresses=[address], header_lines={"aliases": 7})], report) == []
    assert [(p.file, p.line, p.message, p.value) for p in report.errors] == [
        ("a.md", 7, "địa chỉ cũ viết sai", address)
    ]


def test_an_old_address_never_takes_the_file_of_a_page() -> None:
    """``/2021/b/index.html`` is the file of ``/2021/b/``, and ``/index.html`` that of the front page."""
    report = Report()
    written = [
        ("/2021/b/", "b.md", 1),
        ("/2021/b/index.html", "a.md", 2),
        ("/", "index", 0),
        ("/index.html", "c.md", 3),
    ]
    check_addresses(written, report)
    assert [p.file for p in report.errors] == ["a.md", "c.md"]


def test_an_old_address_with_hidden_steps_is_none() -> None:
    assert old_addresses([article("a", old_addresses=["/%2e%2e/b/"])], Report()) == []


def test_an_update_in_the_future_is_an_error() -> None:
    report = Report()
    each = article("a", updated=parse_date("2030-01-01"), header_lines={"updated": 5})
    check_future([each], parse_date("2026-11-22").value, report)
    assert [(problem.line, problem.message) for problem in report.errors] == [(5, "ngày cập nhật ở tương lai")]
