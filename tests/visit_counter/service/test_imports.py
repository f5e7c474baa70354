"""Figures of earlier counters."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.visit_counter.service.access import access
from plugins.visit_counter.service.days import iso_day
from plugins.visit_counter.service.imports import RefusedError, Wanted, plan
from plugins.visit_counter.service.kept import Kept, starting_total
from plugins.visit_counter.service.model import DayCount, Import, StoreError
from plugins.visit_counter.service.sqlite_store import SqliteStore
from plugins.visit_counter.service.stores import open_store
from tests.visit_counter.service.importing import YESTERDAY, csv, enter, kept_in
from tests.visit_counter.service.stores import NOW, TODAY, batch


def test_a_starting_total(tmp_path: Path, url: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    assert enter(data, url) == 0
    assert "Tổng đang hiện: trước 0, nay 13.063.547." in capsys.readouterr().out
    kept = kept_in(data, url)
    assert kept.imports == [Import(1, "import", TODAY - 1, 13_063_547, "bộ đếm cũ", NOW)]
    store = open_store(data, url, "a")
    assert store.load(NOW).others.base == 13_063_547
    store.close()


def test_everything_at_once_beside_a_running_service(tmp_path: Path, url: str | None) -> None:
    data = tmp_path / "data"
    store = open_store(data, url, "a")
    store.load(NOW)
    store.commit(batch(5, {"/a/": 3}))
    days = csv(tmp_path, "days.csv", "day,visits,views\n2026-11-20,100,150\n2026-11-21,200,0\n")
    pages = csv(tmp_path, "pages.csv", "path,views\n/a/,40\n/2019/tin/,1.234\n")
    for _ in range(2):
        assert enter(data, url, total=1000, days_file=days, pages_file=pages) == 0
    news = store.news(NOW + 1)
    assert news.others is not None
    assert news.others.days == {TODAY - 2: DayCount(100, 150), TODAY - 1: DayCount(200, 0)}
    assert news.others.pages == {"/a/": 40, "/2019/tin/": 1234}
    assert news.others.base == 700
    assert news.imports is not None
    assert len(news.imports) == 1
    store.commit(batch(6, {"/a/": 4}))
    store.close()
    assert kept_in(data, url).total == 1006


def test_the_same_import_changes_nothing(tmp_path: Path, url: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    days = csv(tmp_path, "days.csv", "day,visits\n2026-11-20,100\n")
    assert enter(tmp_path, url, days_file=days) == 0
    before = kept_in(tmp_path, url)
    capsys.readouterr()
    assert enter(tmp_path, url, days_file=days) == 0
    assert "không có gì thay đổi" in capsys.readouterr().out
    assert enter(tmp_path, url, total=None, days_file=days, source="nơi khác") == 0
    assert kept_in(tmp_path, url) == before


def test_the_larger_value_stands(tmp_path: Path) -> None:
    first = csv(tmp_path, "a.csv", "day,visits,views\n2026-11-19,10,90\n2026-11-20,100,1\n")
    second = csv(tmp_path, "b.csv", "day,visits,views\n2026-11-19,20,80\n2026-11-20,90,0\n2026-11-18,0,0\n")
    pages = [csv(tmp_path, f"p{views}.csv", f"path,views\n/a/,{views}\n/b/,{9 - views}\n") for views in (2, 7)]
    enter(tmp_path, total=None, days_file=first, pages_file=pages[0])
    enter(tmp_path, total=None, days_file=second, pages_file=pages[1])
    kept = kept_in(tmp_path)
    assert kept.days["import"] == {TODAY - 3: DayCount(20, 90), TODAY - 2: DayCount(100, 1), TODAY - 4: DayCount(0, 0)}
    assert kept.pages["import"] == {"/a/": 7, "/b/": 7}


@pytest.mark.parametrize(("total", "as_of", "accepted"), [
    (999, YESTERDAY, False), (999, "2026-11-22", False), (999, "2026-11-01", True), (1001, YESTERDAY, True),
    (1001, "2026-11-01", True),
])  # fmt: skip
def test_a_smaller_total_of_a_later_day_is_refused(
    tmp_path: Path, total: int, as_of: str, accepted: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    enter(tmp_path, total=1000)
    before = kept_in(tmp_path)
    assert enter(tmp_path, total=total, as_of=as_of) == (0 if accepted else 1)
    after = kept_in(tmp_path)
    assert after.total >= 1000
    if not accepted:
        assert after == before
        assert "nhỏ hơn tổng 1.000 đã nhập" in capsys.readouterr().err


def test_what_would_lower_the_shown_total_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = csv(tmp_path, "days.csv", "day,visits\n2026-11-20,80\n")
    enter(tmp_path, total=100, as_of="2026-11-10")
    enter(tmp_path, total=None, days_file=days)
    assert kept_in(tmp_path).total == 180
    assert enter(tmp_path, total=150) == 1
    assert "giảm từ 180 xuống 150" in capsys.readouterr().err
    assert kept_in(tmp_path).total == 180


def test_days_that_were_counted_here_too_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = SqliteStore(tmp_path)
    store.commit(batch(5))
    store.close()
    enter(tmp_path, total=None, as_of="2026-11-22", days_file=csv(tmp_path, "d.csv", "day,visits\n2026-11-22,7\n"))
    assert "1 ngày cũng do bộ đếm này đo" in capsys.readouterr().out
    assert kept_in(tmp_path).total == 12


@pytest.mark.parametrize("text", [
    "day,visits,views\n2026-11-20,13063547,5\n",
    "\ufeffngày;lượt truy cập;lượt xem\r\n20/11/2026;13.063.547;5\r\n",
    "Ngay\tLUOT TRUY CAP\tLuot_xem\n2026-11-20\t13 063 547\t5\n\n",
    '"day","visits","views"\n"2026-11-20","13.063.547","5"\n',
    "views,visits,day\n5,13063547,20/11/2026\n,,\n",
    "ngay,luot truy cap,luot xem\n2026-11-19,,\n2026-11-20,13063547,5\n",
    "ngày;lượt truy cập;lượt xem\n20/11/2026;13.063.547;5".encode("utf-16"),
    "nga\u0300y,lượt truy cập,lượt xem\r2026-11-20,13063547,5\r",
])  # fmt: skip
def test_how_a_file_may_be_written(tmp_path: Path, text: str | bytes) -> None:
    assert enter(tmp_path, total=None, days_file=csv(tmp_path, "days.csv", text)) == 0
    assert kept_in(tmp_path).days == {"import": {TODAY - 2: DayCount(13_063_547, 5)}}


BAD_DAYS = """day,visits,views
2026-11-20,10,1
20-11,10,1
2026-11-19,mười,1
2026-11-18,-5,1
2026-11-17,1.5,
2026-11-20,11,1
2026-11-16,1
2026-11-22,1,1
2026-02-30,1,1
11/2026,1,1
2026-11-15,10,13,5
2026-11-14,99999999999999999999999,1
"""
BAD_PAGES = """địa chỉ;lượt xem
/a/;5
https://conganvinhphuc.example/a/;5
a/;5
/a/;6
/b/;
/c d/;1
//x/;1
/d/?p=1;1
"""


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days, pages = csv(tmp_path, "ngày.csv", BAD_DAYS), csv(tmp_path, "trang.csv", BAD_PAGES)
    assert enter(tmp_path, total="mười", as_of="2026-11-21", source=" ", days_file=days, pages_file=pages) == 1
    lines = capsys.readouterr().err.splitlines()
    places = [line.split(": lỗi: ")[0] for line in lines[:-1]]
    lines_of = [f"{days}:{line}" for line in range(3, 14)] + [f"{pages}:{line}" for line in range(3, 10)]
    assert sorted(places) == sorted(["--total", "--from", *lines_of])
    assert all(" Cách sửa: " in line for line in lines[:-1])
    assert all(value in "\n".join(lines) for value in ("“mười”", "“-5”", "“1.5”", "“a/”", "“/d/?p=1”", "dòng 2"))
    assert lines[-1] == f"Lỗi: có {len(places)} chỗ sai; chưa nhập gì."
    assert not (tmp_path / "counter.db").exists()


@pytest.mark.parametrize("text", ["", "\n", "visits\n5\n", "day,visits,tuổi\n2026-11-20,1,2\n", "day,visits,day\n",
                                  b"day,visits\n\xff,1\n", '"day,visits\n1', "2026-11-20,5\n"])  # fmt: skip
def test_files_that_cannot_be_used(tmp_path: Path, text: str | bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = csv(tmp_path, "days.csv", text)
    assert enter(tmp_path, days_file=path) == 1
    error = capsys.readouterr().err
    assert f"{path}:" in error
    assert " Cách sửa: " in error
    assert not (tmp_path / "counter.db").exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [("as_of", "2026-11-23"), ("as_of", "2026-11"), ("as_of", "hôm qua"), ("total", "-1"), ("total", "1e3"),
     ("total", None), ("source", ""), ("days_file", Path("/nonexistent/a.csv")), ("pages_file", Path("/"))],
)  # fmt: skip
def test_options_that_cannot_be_used(
    tmp_path: Path, option: str, value: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enter(tmp_path, None, **{option: value}) == 1
    error = capsys.readouterr().err
    assert " Cách sửa: " in error
    assert "chưa nhập gì" in error
    assert not (tmp_path / "counter.db").exists()


def test_a_total_of_nothing_is_a_total(tmp_path: Path) -> None:
    assert enter(tmp_path, total="0") == 0
    assert [entry.total for entry in kept_in(tmp_path).imports] == [0]


def test_a_lost_database_is_not_begun_anew_by_an_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "2026-11-22T13.db").write_bytes(b"")
    assert enter(tmp_path) == 1
    assert "không còn tệp" in capsys.readouterr().err
    assert not (tmp_path / "counter.db").exists()
    with pytest.raises(StoreError), access(tmp_path, None):
        pass


def test_thirty_thousand_pages(tmp_path: Path, url: str | None) -> None:
    text = "path,views\n" + "".join(f"/2021/bai-{number}/,{number}\n" for number in range(30_000))
    assert enter(tmp_path, url, total=None, pages_file=csv(tmp_path, "pages.csv", text)) == 0
    assert sum(kept_in(tmp_path, url).pages["import"].values()) == 30_000 * 29_999 // 2


@pytest.mark.parametrize(("entries", "days", "base"), [
    ([], {}, 0),
    ([(100, 10)], {}, 100),
    ([(100, 10)], {9: 20, 10: 30, 11: 40}, 50),
    ([(100, 10)], {9: 200}, 0),
    ([(100, 10), (150, 20)], {15: 30}, 120),
    ([(150, 20), (100, 10)], {15: 30}, 120),
    ([(100, 20), (100, 10)], {15: 30}, 100),
    ([(None, 10), (0, 5)], {1: 5}, 0),
])  # fmt: skip
def test_the_part_of_a_total_that_no_day_explains(
    entries: list[tuple[int | None, int]], days: dict[int, int], base: int
) -> None:
    imports = [Import(number, "import", as_of, total, "x", 0) for number, (total, as_of) in enumerate(entries)]
    assert starting_total(imports, {day: DayCount(visits) for day, visits in days.items()}) == base


def test_what_a_restore_added_stands_beside_imports() -> None:
    restored, imported = Import(1, "restore", 20, 700, "x", 0), Import(2, "import", 10, 1000, "y", 0)
    assert starting_total([restored], {}) == 700
    assert starting_total([restored, imported], {}) == 1000
    assert starting_total([restored, imported], {5: DayCount(600)}) == 400


COUNTS = st.integers(0, 50)
DAYS = st.integers(TODAY - 6, TODAY)
WANTED = st.builds(
    lambda as_of, total, source, days, pages: Wanted(
        as_of, total, source, {day: DayCount(*count) for day, count in days.items()}, pages
    ),
    DAYS,
    st.none() | st.integers(0, 200),
    st.sampled_from("ab"),
    st.dictionaries(DAYS, st.tuples(COUNTS, COUNTS), max_size=4),
    st.dictionaries(st.sampled_from(["/a/", "/b/"]), COUNTS),
)


def spread(kept: Kept) -> Iterable[tuple[object, int]]:
    """Every figure that must not go down, by its name."""
    totals = kept.others("")
    yield "total", kept.total
    for day, count in totals.days.items():
        yield (iso_day(day), "visits"), count.visits
        yield (iso_day(day), "views"), count.views
    yield from totals.pages.items()


@given(st.lists(WANTED, max_size=6), st.dictionaries(DAYS, COUNTS, max_size=3))
def test_no_sequence_of_imports_lowers_any_figure(sequence: list[Wanted], own: dict[int, int]) -> None:
    kept = Kept({"main": {day: DayCount(visits) for day, visits in own.items()}})
    for wanted in sequence:
        before = dict(spread(kept))
        try:
            change = plan(kept, wanted, NOW)
        except RefusedError:
            continue
        kept = kept.with_change(change)
        after = dict(spread(kept))
        assert all(after[name] >= value for name, value in before.items())
        assert after["total"] >= max([0, *(entry.total or 0 for entry in kept.imports if entry.kind == "import")])
        assert not plan(kept, wanted, NOW), "the same again changes nothing"
