"""The history as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from plugins.common.dates import parse_date
from plugins.common.problems import Report
from plugins.visit_counter.downloads import csv_text, is_published, json_text
from plugins.visit_counter.figures import Import, Visits
from plugins.visit_counter.history import Day, History, make_history
from plugins.visit_counter.service.import_files import read_days

TODAY = date(2026, 11, 22)


@pytest.fixture
def history() -> History:
    measured = [Day(date(2026, 11, 18), 13305, 20117), Day(date(2026, 11, 20), 0, 0), Day(date(2026, 11, 21), 7)]
    made = make_history([*measured, Day(TODAY, 3, 4)], TODAY)
    assert made is not None
    return made


def test_one_line_for_each_day_that_is_over(history: History) -> None:
    assert csv_text(history) == (
        "ngay,luot truy cap,luot xem\r\n2026-11-18,13305,20117\r\n2026-11-19,,\r\n2026-11-20,0,0\r\n2026-11-21,7,\r\n"
    )


def test_a_line_once_published_stays(history: History) -> None:
    later = make_history([*[d for d in history.days if d.visits is not None], Day(date(2026, 11, 24), 9, 9)], None)
    assert later is not None
    assert csv_text(later).startswith(csv_text(history))


def test_every_code_page_reads_it(history: History) -> None:
    assert csv_text(history).isascii()
    rows = list(csv.DictReader(io.StringIO(csv_text(history))))
    assert [row["luot truy cap"] for row in rows] == ["13305", "", "0", "7"]


def test_the_service_reads_it_back(history: History, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("csv") / "ngay.csv"
    lines = csv_text(history).splitlines(keepends=True)
    path.write_text("".join(line for line in lines if ",," not in line), "utf-8", newline="")
    report = Report()
    days = read_days(path, TODAY.toordinal(), report)
    assert report.problems == []
    assert [(date.fromordinal(day).day, count.visits) for day, count in days.items()] == [(18, 13305), (20, 0), (21, 7)]


def test_json(history: History) -> None:
    imports = [Import(70, parse_date("2026-11-17"), "bộ đếm cũ", parse_date("2026-11-18T08:00:00+07:00"))]
    data = json.loads(json_text(Visits([], [], history=history, imports=imports), history))
    assert data["days"][:2] == [
        {"day": "2026-11-18", "visits": 13305, "views": 20117},
        {"day": "2026-11-19", "visits": None, "views": None},
    ]
    assert len(data["days"]) == 4
    assert data["imports"] == [
        {
            **{"kind": "import", "as_of": "2026-11-17", "total": 70, "from": "bộ đếm cũ"},
            "entered": "2026-11-18T08:00:00+07:00",
        }
    ]


def test_when_there_is_something_to_download(history: History) -> None:
    assert is_published(Visits([], [], history=history))
    assert not is_published(Visits([], [], history=history, sample=True))
    assert not is_published(Visits([], []))
    assert not is_published(Visits([], [], history=make_history([Day(TODAY, 3)], TODAY)))
