"""The history as files for others to work with: CSV and JSON, one row for each day.

Only days that are over are in them, so that a row, once published, says the same for ever; figures are plain integers,
dates are ISO 8601, and what was never measured is an empty cell or null.

The CSV is for Excel as it stands in Vietnamese offices, too. There a file without a byte order mark is read in the
machine's old code page; so this one is ASCII to the last letter, which is the same in every code page, and needs no
mark that other programs would take for a part of the first column's name. Its columns are called what the service's
``import --days`` calls them.
"""

from __future__ import annotations

import csv
import io
import json

from plugins.common import places
from plugins.visit_counter.figures import Visits
from plugins.visit_counter.history import History

CSV_HREF = f"{places.STATISTICS}luot-truy-cap.csv"
JSON_HREF = f"{places.STATISTICS}luot-truy-cap.json"
_COLUMNS = ("ngay", "luot truy cap", "luot xem")


def is_published(visits: Visits) -> bool:
    """Whether there is anything to download; never a sample, which a table of figures could not say that it is."""
    return visits.history is not None and not visits.sample and bool(visits.history.finished)


def csv_text(history: History) -> str:
    """RFC 4180: a line of names, then a line for each day."""
    stream = io.StringIO()
    rows = csv.writer(stream)
    rows.writerow(_COLUMNS)
    rows.writerows([day.date.isoformat(), day.visits, day.views] for day in history.finished)
    return stream.getvalue()


def json_text(visits: Visits, history: History) -> str:
    """The days, and the figures that earlier counters had; the keys are those of the service's ``snapshot.json``."""
    days = [{"day": day.date.isoformat(), "visits": day.visits, "views": day.views} for day in history.finished]
    imports = [
        {
            "kind": "restore" if item.is_restored else "import",
            "as_of": item.as_of.iso,
            "total": item.total,
            "from": item.source,
            "entered": item.entered.iso if item.entered else None,
        }
        for item in visits.imports
    ]
    return json.dumps({"days": days, "imports": imports}, ensure_ascii=False, indent=1) + "\n"
