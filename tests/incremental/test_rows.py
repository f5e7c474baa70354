"""A kept article says what it said when it was read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from plugins.common.dates import parse_date
from plugins.incremental.rows import LIFTED, WANTED, KeptArticle, Row, Shelf, UnknownError, date_of, dated
from tests.incremental.things import row

WRITTEN = ["2021-12-26 21:42", "2021-12-26", "2021-08", "2019"]


def kept(made: Row, record: dict[str, Any] | None = None) -> KeptArticle:
    def load(row: Row) -> dict[str, Any]:
        if record is None:
            raise UnknownError(row.path)
        return record

    section = SimpleNamespace(slug="tin")
    keyword = SimpleNamespace(slug="ma-tuy")
    return KeptArticle(made, Shelf("/site", {"tin": section}, load, {"ma-tuy": keyword}, {"cao-diem": "event"}))


@pytest.mark.parametrize("written", WRITTEN)
def test_dates_come_back(written: str) -> None:
    date = parse_date(written)
    assert date_of(dated(date)) == date
    made = kept(row(when=dated(date)))
    assert made.when == date
    assert made.date == date.value
    assert made.changed_on == date.iso
    assert made.period == (date.year, None if date.precision == "year" else date.month)


@pytest.mark.parametrize("written", WRITTEN)
def test_the_last_change_is_the_correction(written: str) -> None:
    date = parse_date(written)
    assert kept(row(updated=dated(date))).changed_on == date.iso


def test_no_date_is_none() -> None:
    assert date_of(dated(None)) is None
    with pytest.raises(UnknownError):
        _ = kept(row(when=None)).when


def test_what_it_belongs_to() -> None:
    made = kept(row(keywords=(("ma-tuy", "ma túy"), ("chua-du-bai", "chưa đủ bài")), thread="cao-diem"))
    assert [keyword.slug for keyword in made.keywords] == ["ma-tuy"]
    assert (made.section.slug, made.thread, kept(row()).thread) == ("tin", "event", None)
    assert (made.source_path, made.url) == ("/site/tin/a.md", "2021/a/")


def test_texts_are_fetched_once_when_somebody_looks() -> None:
    made = kept(row(), {"title": "Tít", "slug": "from the record", "_content": "<p>"})
    assert (made.title, made.content, made.slug) == ("Tít", "<p>", "a")
    with pytest.raises(AttributeError):
        _ = made.nothing_of_the_kind


def test_a_record_that_was_lost() -> None:
    with pytest.raises(UnknownError):
        _ = kept(row()).title


def test_of_a_notice_only_its_end_is_known() -> None:
    assert kept(row()).wanted is None
    for word, is_lifted in ((WANTED, False), (LIFTED, True)):
        notice = kept(row(wanted=word)).wanted
        assert notice
        assert notice.is_lifted is is_lifted
