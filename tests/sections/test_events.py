"""Event threads."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.dates import UNDATED, parse_date
from plugins.common.problems import Report
from plugins.sections.events import Events, EventThread, check_names, slug_of, tell_slips
from tests.sections.articles import article, slugs

NOW = parse_date("2026-11-22 10:00").value
FESTIVAL = "Ngày hội toàn dân bảo vệ an ninh Tổ quốc"


def of(event: str, slug: str, when: str = "2021-12-26", **values: Any) -> Any:
    """An article of an event."""
    return article(slug, when, event=event, **values)


def days(*numbers: int) -> list[Any]:
    """Articles of one event, on these days of May 2022."""
    return [of(FESTIVAL, f"ngay-{number}", f"2022-05-{number:02}") for number in numbers]


def told(*articles: Any) -> list[tuple[str, int, str]]:
    """The slips that are told of, all articles being published: file, line, value."""
    report = Report()
    tell_slips(articles, Events(articles, NOW).threads.values(), report)
    assert not report.errors
    return [(found.file, found.line, found.value) for found in report.problems]


def test_one_thread_however_it_is_written() -> None:
    articles = [of("Bão số 3", "a", "2024-09-07"), of("bão số 3", "b", "2024-09-09"), of("BÃO SỐ 3", "c", "2024-09")]
    (thread,) = Events([*articles, of("bão số 3", "d", "2024-09-08"), article("e")], NOW).threads.values()
    assert thread == EventThread("bão số 3", "bao-so-3", 4, parse_date("2024-09-09"))
    assert thread.href == "/su-kien/bao-so-3/"


def test_the_name_in_any_order_of_articles() -> None:
    articles = [of("Bão Yagi", "a"), of("bão Yagi", "b"), of("bão yagi", "c"), of("bão yagi", "d")]
    orders = list(itertools.permutations(articles))
    assert {Events(order, NOW).threads["bao-yagi"].name for order in orders} == {"bão yagi"}
    assert len({Events(order[:2], NOW).threads["bao-yagi"] for order in itertools.permutations(articles[:2])}) == 1


def test_threads_that_are_alive_stand_first() -> None:
    articles = [of("Cũ", "a", "2019"), of("Mới", "b", "2022-04"), of("Cũ", "c", "2021"), of("An", "d", "2021")]
    assert list(Events(articles, NOW).threads) == ["moi", "an", "cu"]


def test_articles_without_a_thread() -> None:
    events = Events([of("Bão", "a")], NOW)
    for other in (article("b"), of("Lũ", "nhap"), of("…", "c")):
        assert events.thread_of(other) is None
        assert events.others(other, 5) == []
    assert events.others(of("bão", "nhap"), 5) == events.others(of("BÃO", "an"), 5)
    assert events.thread_of(of("bão", "nhap")) == events.threads["bao"]


def test_the_nearest_in_time_newest_first_and_never_itself() -> None:
    articles = days(1, 2, 9, 11, 12, 20)
    events = Events(articles, NOW)
    assert slugs(events.others(articles[2], 3)) == ["ngay-12", "ngay-11", "ngay-2"]
    assert slugs(events.others(articles[5], 2)) == ["ngay-12", "ngay-11"]
    assert slugs(events.others(articles[0], 9)) == ["ngay-20", "ngay-12", "ngay-11", "ngay-9", "ngay-2"]
    assert events.others(articles[0], 0) == []
    assert slugs(events.others(articles[5], 2, above=[articles[4], articles[0]])) == ["ngay-11", "ngay-9"]
    draft = of(FESTIVAL, "nhap", "2022-05-10")
    assert slugs(events.others(draft, 2)) == ["ngay-11", "ngay-9"]


def test_a_draft_without_a_date_stands_beside_the_newest() -> None:
    draft = of(FESTIVAL, "nhap")
    draft.when, draft.date = UNDATED, UNDATED.value
    assert slugs(Events(days(1, 2, 9), NOW).others(draft, 2)) == ["ngay-9", "ngay-2"]


def test_what_has_expired_is_on_the_page_and_in_no_block() -> None:
    expired = of("Bão", "het", expires=parse_date("2026-11-21"))
    last_day = of("Bão", "con", expires=parse_date("2026-11-22"))
    plain = of("Bão", "tin")
    events = Events([expired, last_day, plain], NOW)
    assert events.threads["bao"].count == 3
    assert slugs(events.others(plain, 5)) == ["con"]
    assert slugs(events.others(expired, 5)) == ["con", "tin"]


def test_a_lifted_notice_is_in_no_thread() -> None:
    lifted = of("Vụ án", "dinh-na", wanted=SimpleNamespace(is_lifted=True))
    wanted = of("Vụ án", "truy-na", wanted=SimpleNamespace(is_lifted=False))
    plain = of("Vụ án", "tin")
    events = Events([lifted, wanted, plain], NOW)
    assert events.threads["vu-an"].count == 2
    assert slugs(events.others(plain, 5)) == ["truy-na"]
    assert Events([lifted], NOW).threads == {}


@given(st.lists(st.tuples(st.integers(1, 28), st.booleans()), max_size=9), st.integers(0, 4), st.randoms())
def test_the_nearest_are_those_of_a_full_search(made: list[tuple[int, bool]], count: int, random: Any) -> None:
    ended = parse_date("2022-06-01")
    articles = [
        of("Bão", f"bai-{number}", f"2022-05-{day:02}", expires=ended if over else None)
        for number, (day, over) in enumerate(made)
    ]
    shuffled = random.sample(articles, len(articles))
    for each in articles:
        found = Events(shuffled, NOW).others(each, count)
        assert found == Events(articles, NOW).others(each, count)
        rest = [other for other in articles if other is not each and not other.expires]
        assert all(other in rest for other in found)
        distances = sorted(abs(other.date - each.date) for other in rest)
        assert sorted(abs(other.date - each.date) for other in found) == distances[:count]
        assert [other.date for other in found] == sorted((other.date for other in found), reverse=True)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("…", "tên dòng sự kiện không có chữ nào"),
        ("2026", "tên dòng sự kiện không có chữ nào"),
        ("日本", "tên dòng sự kiện không có chữ nào"),
        ("dài " * 60, "tên dòng sự kiện quá dài"),
    ],
)
def test_a_name_that_makes_no_address(name: str, message: str) -> None:
    report = Report()
    wrong = of(name, "a", header_lines={"event": 7})
    check_names([wrong, article("b"), of("Bão số 3", "c")], report)
    (problem,) = report.errors
    assert (problem.file, problem.line, problem.message, problem.value) == ("a.md", 7, message, name)
    assert problem.remedy
    assert len(name) > 100 or slug_of(wrong) == ""


@pytest.mark.parametrize(
    "slip",
    [
        "Ngày hội toàn dân bảo vệ an ninh Tổ quôc gia",
        "Ngày hội tòan dân bảo vệ an nin Tổ quốc",
        "Ngày hội toàn dân bảo vệ an ninh",
        "Ngày hội toàn dân bảo vệ an ninh Tổ quốc 2026",
        "Ngày hội toàn dân bảo vệ ninh an Tổ quốc",
    ],
)
def test_a_slip_is_told(slip: str) -> None:
    assert told(*days(1, 2), of(slip, "nham", header_lines={"event": 5})) == [("nham.md", 5, slip)]


def test_the_remedy_names_the_thread() -> None:
    report, articles = Report(), [*days(1, 2, 3), of(f"{FESTIVAL} nhé", "nham")]
    tell_slips(articles, Events(articles, NOW).threads.values(), report)
    (problem,) = report.problems
    assert f"“{FESTIVAL}” (3 bài)" in problem.remedy
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    ("known", "other"),
    [
        ("Ngày hội toàn dân 2025", "Ngày hội toàn dân 2026"),
        ("Tổng điều tra dân cư đợt 1", "Tổng điều tra dân cư đợt 2"),
        ("Sơ kết công tác quý I", "Sơ kết công tác quý II"),
        ("Bão Yagi", "Bão Rai"),
        ("Vụ cháy chợ Bến Thành", "Vụ cháy chợ Đồng Xuân"),
        ("Hoà Bình", "hòa bình"),
        ("Bão", "…"),
    ],
)
def test_other_events_are_not_slips(known: str, other: str) -> None:
    assert told(of(known, "a"), of(known, "b"), of(other, "c")) == []


def test_neither_a_second_article_nor_two_single_ones_are_slips() -> None:
    slip = FESTIVAL.replace("ngày", "ngay").replace("Tổ quốc", "Tổ quôc gia")
    assert told(*days(1, 2), of(slip, "a"), of(slip, "b")) == []
    assert told(*days(1), of(slip, "a")) == []


def test_drafts_are_looked_at() -> None:
    published, draft = days(1, 2), of(f"{FESTIVAL} ta", "nhap")
    report = Report()
    tell_slips([*published, draft], Events(published, NOW).threads.values(), report)
    assert [problem.file for problem in report.problems] == ["nhap.md"]
