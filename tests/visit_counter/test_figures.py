"""The visit figures."""

from __future__ import annotations

import pytest

from plugins.common.dates import parse_date
from plugins.visit_counter.figures import FOUR, LABELS, Figure, Visits, waiting


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "chưa đo"), (0, "0"), (1, "1"), (999, "999"), (1000, "1.000"), (13_063_547, "13.063.547"),
     (1_000_000_000, "1.000.000.000")],
)  # fmt: skip
def test_how_a_figure_is_written(value: int | None, text: str) -> None:
    assert Figure("total", "Tổng", value).text == text


@pytest.mark.parametrize(("layout", "labels"), [("eight", LABELS), ("four", FOUR)])
def test_places_that_wait_hold_no_figure(layout: str, labels: dict[str, str]) -> None:
    visits = waiting(layout)
    assert [(figure.key, figure.label) for figure in visits.figures] == list(labels.items())
    assert [figure.key for figure in visits.eight] == list(LABELS)
    assert {figure.text for figure in (*visits.figures, *visits.eight)} == {"–"}
    assert (visits.is_measured, visits.sample, visits.taken, visits.history, visits.imports) == (
        *(False, False, "", None),
        [],
    )


@pytest.mark.parametrize(
    ("as_of", "taken"),
    [("2026-11-22T14:03:05+07:00", "14:03 22/11/2026"), ("2026-09-05T23:59:59+07:00", "23:59 05/9/2026"),
     ("2026-02-01T00:00:00+07:00", "00:00 01/02/2026"), ("2026-11-22T20:00:00Z", "03:00 23/11/2026"),
     ("2026-11-22", "22/11/2026")],
)  # fmt: skip
def test_when_they_were_taken(as_of: str, taken: str) -> None:
    assert Visits([], [], parse_date(as_of)).taken == taken
