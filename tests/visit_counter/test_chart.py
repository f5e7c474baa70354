"""What the charts draw and say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from plugins.visit_counter.chart import Chart, days_chart, months_chart
from plugins.visit_counter.history import Day, History, make_history


def history(first: str, visits: Sequence[int | None], today: str = "") -> History:
    start = date.fromisoformat(first)
    measured = [Day(start + timedelta(i), count, count) for i, count in enumerate(visits) if count is not None]
    made = make_history(measured, date.fromisoformat(today) if today else None)
    assert made is not None
    return made


def bars(path: str) -> list[tuple[float, float]]:
    """Slot and height (0 to 100) of every bar of a path."""
    shape = r"M([\d.]+) 100V([\d.]+)h0\.8V100z"
    assert re.fullmatch(f"({shape})*", path)
    return [(round(float(x) - 0.1, 2), round(100 - float(y), 2)) for x, y in re.findall(shape, path)]


def signs(chart: Chart) -> list[str]:
    return [sign.text for sign in chart.legend]


def test_a_bar_for_each_day_as_high_as_its_visits() -> None:
    chart = days_chart(history("2026-09-24", [100, 200, 0, 50] * 15))
    assert chart.slots == 60
    assert chart.title == "Lượt truy cập mỗi ngày, từ 24/9/2026 đến 22/11/2026"
    drawn = bars(chart.whole)
    assert drawn[:3] == [(0, 50), (1, 100), (3, 25)]  # a day with no visit has no bar, and no gap either
    assert len(drawn) == 45
    assert chart.gaps == []
    assert [(line.height, line.text) for line in chart.lines] == [("0", "200"), ("50", "100"), ("100", "0")]
    assert signs(chart) == ["mỗi ngày", "trung bình 7 ngày"]


def test_days_never_measured_are_gaps() -> None:
    chart = days_chart(history("2026-09-24", [10] * 20 + [None] * 6 + [10] * 33 + [4], today="2026-11-22"))
    assert [(gap.start, gap.width) for gap in chart.gaps] == [("33.33%", "10%")]
    assert {slot for slot, _ in bars(chart.whole)} == {*range(20), *range(26, 59)}
    assert bars(chart.partial) == [(59, 40)]
    assert signs(chart) == ["mỗi ngày", "trung bình 7 ngày", "chưa hết ngày", "chưa đo"]
    assert "6 ngày chưa đo." in chart.description
    assert "22/11/2026 chưa hết ngày." in chart.description


def test_the_mean_is_of_seven_measured_whole_days() -> None:
    chart = days_chart(history("2026-09-24", [7] * 6 + [14] * 24 + [None] + [7] * 29))
    assert chart.mean.startswith("M6.5 60L7.5 55")  # 8 of 20, then 9 of 20
    assert chart.mean.count("M") == 2
    assert re.findall(r"M([\d.]+) ", chart.mean) == ["6.5", "37.5"]
    days = [*[7] * 30, *[None if i % 6 == 0 else 7 for i in range(30)]]
    assert "M" in days_chart(history("2026-09-24", days)).mean
    assert days_chart(history("2026-09-24", [None if i % 6 == 0 else 7 for i in range(1, 60)])).mean == ""


def test_the_mean_knows_the_days_before_the_chart() -> None:
    chart = days_chart(history("2026-09-01", [10] * 90))
    assert chart.mean.startswith("M0.5 ")


def test_a_young_site_has_room_for_days_to_come() -> None:
    chart = days_chart(history("2026-11-21", [5, 3], today="2026-11-22"))
    assert chart.slots == 30
    assert bars(chart.whole) == [(28, 100)]
    assert bars(chart.partial) == [(29, 60)]
    assert chart.gaps == []
    assert chart.mean == ""
    months = months_chart(history("2026-11-21", [5, 3], today="2026-11-22"))
    assert (months.slots, bars(months.whole), bars(months.partial)) == (12, [], [(11, 100)])
    assert [tick.text for tick in months.ticks] == ["11/2026"]


def test_words_under_the_days_are_every_second_monday() -> None:
    chart = days_chart(history("2026-09-24", [5] * 60))
    assert [tick.text for tick in chart.ticks] == ["05/10", "19/10", "02/11", "16/11"]
    assert [tick.place for tick in chart.ticks] == ["19.17%", "42.5%", "65.83%", "89.17%"]


def test_the_finding_is_told() -> None:
    chart = days_chart(history("2026-11-16", [10, 40, 20, 10, 10, 10, 999], today="2026-11-22"))
    assert chart.description == (
        "Cao nhất 40 lượt, Thứ Ba, 17/11/2026. Thấp nhất 10 lượt, Thứ Hai, 16/11/2026. Trung bình 17 lượt mỗi ngày. "
        "22/11/2026 chưa hết ngày."
    )


def test_months() -> None:
    visits: list[int | None] = [1] * 31 + [2] * 28 + [None] * 31 + [None] * 15 + [3] * 15 + [1] * 5
    chart = months_chart(history("2026-01-01", visits, today="2026-05-05"))
    assert chart.title == "Lượt truy cập mỗi tháng, từ tháng 1/2026 đến tháng 5/2026"
    assert chart.slots == 12
    assert [slot for slot, _ in bars(chart.whole)] == [7, 8]
    assert [slot for slot, _ in bars(chart.partial)] == [10, 11]
    assert [(gap.start, gap.width) for gap in chart.gaps] == [("75%", "8.33%")]
    assert [tick.text for tick in chart.ticks] == ["1/2026", "4/2026"]
    assert chart.mean == ""
    assert signs(chart) == ["mỗi tháng", "chưa đủ ngày", "chưa đo"]
    assert chart.description == (
        "Trong các tháng đo đủ ngày: cao nhất 56 lượt, tháng 2/2026; thấp nhất 31 lượt, tháng 1/2026. "
        "2 tháng chưa đủ ngày. 1 tháng chưa đo."
    )


def test_two_years_of_months_at_most() -> None:
    chart = months_chart(history("2020-01-01", [1] * 366 * 6))
    assert chart.slots == len(bars(chart.whole) + bars(chart.partial)) == 24
    assert [tick.text for tick in chart.ticks] == ["7/2024", "1/2025", "7/2025", "1/2026"][: len(chart.ticks)]


@pytest.mark.parametrize(
    ("highest", "top", "lines"),
    [(0, "2", 3), (1, "2", 3), (2, "2", 3), (3, "3", 4), (10, "10", 3), (11, "20", 3), (29, "30", 4), (41, "50", 6),
     (13_305, "20.000", 3), (29_564, "30.000", 4), (70_001, "80.000", 5), (99_999, "100.000", 3)],
)  # fmt: skip
def test_the_scale_is_round(highest: int, top: str, lines: int) -> None:
    chart = days_chart(history("2026-11-21", [highest]))
    assert (chart.lines[0].text, len(chart.lines), chart.lines[-1].text) == (top, lines, "0")
    assert all(line.text.replace(".", "").isdigit() for line in chart.lines)


def test_nothing_sticks_out_of_the_box() -> None:
    chart = days_chart(history("2026-09-24", [i * i for i in range(60)]))
    assert all(0 <= float(number) <= 100 for number in re.findall(r"[\d.]+", chart.whole + chart.mean))
