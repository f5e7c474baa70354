"""The charts of ``/thong-ke/``, drawn at build: one bar for a day or a month, hatched where nothing was measured.

A chart is shapes in a box of ``slots`` by 100 units that the page stretches to its width (y grows downwards), and words
in percent of that width: so letters keep their size on every screen, and nothing needs a script or a style attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from plugins.common.numbers import dotted
from plugins.visit_counter.history import RECENT, Day, History, Month

#: A bar takes so much of its slot.
_WIDTH = 0.8
#: At least so many slots, so that the bars of a young site do not look like walls.
_FEWEST_DAYS, _FEWEST_MONTHS = 30, 12
MONTHS = 24
_MEAN_DAYS = 7
#: The top of a scale, for figures of one digit before the zeros, and the steps below it.
_SCALES = {2: 2, 3: 3, 4: 2, 5: 5, 6: 3, 8: 4, 10: 2}


@dataclass(frozen=True)
class Tick:
    """A word under the chart: ``place`` is its middle, in percent of the width."""

    place: str
    text: str


@dataclass(frozen=True)
class Line:
    """A line of the scale: ``height`` is where it lies (0 is the top), ``text`` what it stands for."""

    height: str
    text: str


@dataclass(frozen=True)
class Gap:
    """Days or months in a row that were never measured: where they begin and how far they reach, in percent."""

    start: str
    width: str


@dataclass(frozen=True)
class Sign:
    """What one kind of mark in the chart means: ``kind`` is whole, partial, gap or mean."""

    kind: str
    text: str


@dataclass(frozen=True)
class Chart:
    """What the template draws; ``whole``, ``partial`` and ``mean`` are SVG paths, empty when there is none.

    ``partial`` are the bars of days and months that are not over or not wholly measured; ``legend`` names the kinds
    of marks that there are.
    """

    name: str
    title: str
    description: str
    slots: int
    whole: str
    partial: str
    mean: str
    gaps: list[Gap]
    lines: list[Line]
    ticks: list[Tick]
    legend: list[Sign]


@dataclass(frozen=True)
class _Bar:
    """One slot: its height in visits, None for a gap."""

    slot: int
    visits: int | None
    is_whole: bool


def days_chart(history: History) -> Chart:
    """The last sixty days, and the mean of every seven days in a row that were measured."""
    days = history.recent
    slots = max(len(days), _FEWEST_DAYS)
    first = slots - len(days)
    top, lines = _scale(day.visits for day in days)
    bars = [_Bar(first + i, day.visits, day.is_over) for i, day in enumerate(days)]
    mondays = [i for i, day in enumerate(days) if day.date.weekday() == 0]
    marks = _Marks(bars, slots, top, _mean_line(history.days, slots, top))
    return Chart(
        "theo-ngay",
        f"Lượt truy cập mỗi ngày, từ {days[0].when.short} đến {days[-1].when.short}",
        _days_finding(days),
        slots,
        *(marks.whole, marks.partial, marks.mean, marks.gaps, lines),
        [_tick(first + i, slots, days[i].when.short.rpartition("/")[0]) for i in reversed(mondays[::-2])],
        marks.legend("mỗi ngày", "chưa hết ngày"),
    )


def months_chart(history: History) -> Chart:
    """The last 24 months."""
    months = history.months[-MONTHS:]
    slots = max(len(months), _FEWEST_MONTHS)
    first = slots - len(months)
    top, lines = _scale(month.visits for month in months)
    bars = [_Bar(first + i, month.visits, month.is_whole) for i, month in enumerate(months)]
    every = 6 if slots > _FEWEST_MONTHS else 3
    named = [i for i, month in enumerate(months) if month.when.month % every == 1] or [0]
    marks = _Marks(bars, slots, top)
    return Chart(
        "theo-thang",
        f"Lượt truy cập mỗi tháng, từ {_name(months[0])} đến {_name(months[-1])}",
        _months_finding(months),
        slots,
        *(marks.whole, marks.partial, marks.mean, marks.gaps, lines),
        [_tick(first + i, slots, f"{months[i].when.month}/{months[i].when.year}") for i in named],
        marks.legend("mỗi tháng", "chưa đủ ngày"),
    )


def _scale(counts: Iterable[int | None]) -> tuple[int, list[Line]]:
    """The top of the scale, a round number at or above every count, and its lines from the top to the ground."""
    highest = max((count or 0 for count in counts), default=0)
    zeros = 1
    while highest > 10 * zeros:
        zeros *= 10
    digit = next(digit for digit in _SCALES if highest <= digit * zeros)
    steps, top = _SCALES[digit], digit * zeros
    return top, [Line(_number(100 - 100 * step / steps), dotted(top * step // steps)) for step in range(steps, -1, -1)]


class _Marks:
    """The shapes of a chart."""

    def __init__(self, bars: list[_Bar], slots: int, top: int, mean: str = "") -> None:
        self.whole = "".join(_path(bar, top) for bar in bars if bar.is_whole)
        self.partial = "".join(_path(bar, top) for bar in bars if not bar.is_whole)
        self.gaps = list(_gaps(bars, slots))
        self.mean = mean

    def legend(self, whole: str, partial: str) -> list[Sign]:
        """What the shapes that there are mean."""
        signs = [
            (self.whole, Sign("whole", whole)),
            (self.mean, Sign("mean", f"trung bình {_MEAN_DAYS} ngày")),
            (self.partial, Sign("partial", partial)),
            (self.gaps, Sign("gap", "chưa đo")),
        ]
        return [sign for shape, sign in signs if shape]


def _path(bar: _Bar, top: int) -> str:
    """A bar; nothing for a gap or a day without visits."""
    if not bar.visits:
        return ""
    return f"M{_number(bar.slot + (1 - _WIDTH) / 2)} 100V{_number(100 - 100 * bar.visits / top)}h{_WIDTH}V100z"


def _gaps(bars: list[_Bar], slots: int) -> Iterator[Gap]:
    for is_gap, run in groupby(bars, lambda bar: bar.visits is None):
        row = [bar.slot for bar in run]
        if is_gap:
            yield Gap(f"{_number(100 * row[0] / slots)}%", f"{_number(100 * len(row) / slots)}%")


def _mean_line(days: list[Day], slots: int, top: int) -> str:
    """The mean of the seven days that end with each; the line breaks where one of them was not measured."""
    path, pen = [], "M"
    start = max(0, len(days) - RECENT)
    for index in range(start, len(days)):
        row = days[max(0, index - _MEAN_DAYS + 1) : index + 1]
        counts = [day.visits for day in row if day.is_over and day.visits is not None]
        if len(counts) < _MEAN_DAYS:
            pen = "M"
            continue
        x = slots - len(days) + index + 0.5
        path.append(f"{pen}{_number(x)} {_number(100 - 100 * min(sum(counts) / _MEAN_DAYS / top, 1))}")
        pen = "L"
    return "".join(path)


def _days_finding(days: list[Day]) -> str:
    known = [(day.visits, day) for day in days if day.is_over and day.visits is not None]
    missing = sum(day.visits is None for day in days)
    told = []
    if known:
        highest, lowest = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
        mean = round(sum(count for count, _ in known) / len(known))
        told.append(f"Cao nhất {dotted(highest[0])} lượt, {highest[1].when.long}.")
        told.append(f"Thấp nhất {dotted(lowest[0])} lượt, {lowest[1].when.long}.")
        told.append(f"Trung bình {dotted(mean)} lượt mỗi ngày.")
    if missing:
        told.append(f"{missing} ngày chưa đo.")
    if not days[-1].is_over:
        told.append(f"{days[-1].when.short} chưa hết ngày.")
    return " ".join(told)


def _months_finding(months: list[Month]) -> str:
    known = [(month.visits, month) for month in months if month.is_whole and month.visits is not None]
    told = []
    if known:
        highest, lowest = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
        told.append(f"Trong các tháng đo đủ ngày: cao nhất {dotted(highest[0])} lượt, {_name(highest[1])};")
        told.append(f"thấp nhất {dotted(lowest[0])} lượt, {_name(lowest[1])}.")
    empty = sum(month.visits is None for month in months)
    partial = len(months) - len(known) - empty
    if partial:
        told.append(f"{partial} tháng chưa đủ ngày.")
    if empty:
        told.append(f"{empty} tháng chưa đo.")
    return " ".join(told)


def _name(month: Month) -> str:
    return month.when.short.replace("Tháng", "tháng")


def _tick(slot: int, slots: int, text: str) -> Tick:
    return Tick(f"{_number(100 * (slot + 0.5) / slots)}%", text)


def _number(value: float) -> str:
    """At most two decimals, and none that says nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
