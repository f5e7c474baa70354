"""What only a full build can judge is left to it; all else is not."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.common.dates import ZONE, parse_date
from plugins.incremental.checks import check_kind, check_links, check_media, check_names_kept, check_row
from plugins.incremental.rows import LIFTED, UnknownError
from plugins.incremental.site import NOTICE
from tests.incremental.things import row

NOW = datetime(2026, 11, 22, 10, tzinfo=ZONE)


def article(**changed: Any) -> Any:
    plain: dict[str, Any] = {
        "kind": "tin",
        "wanted": None,
        "old_addresses": [],
        "embargo": None,
        "source_path": "tin/a.md",
    }
    return SimpleNamespace(**plain | changed)


@pytest.mark.parametrize("changed", [{}, {"embargo": parse_date("2026-11-22 09:00")}])
def test_news(changed: dict[str, Any]) -> None:
    check_kind(article(**changed), NOW)
    check_row(row())


@pytest.mark.parametrize("changed", [
    {"kind": NOTICE}, {"wanted": object()}, {"old_addresses": ["/x/"]}, {"embargo": parse_date("2026-11-22 11:00")},
])  # fmt: skip
def test_what_touches_more_than_lists(changed: dict[str, Any]) -> None:
    with pytest.raises(UnknownError):
        check_kind(article(**changed), NOW)


@pytest.mark.parametrize("changed", [{"kind": NOTICE}, {"wanted": LIFTED}, {"old": ("/x/",)}])
def test_what_touched_more(changed: dict[str, Any]) -> None:
    with pytest.raises(UnknownError):
        check_row(row(**changed))


def test_names_of_keywords_and_events_of_those_who_stay() -> None:
    rows = [row(thread="cao-diem")]
    check_names_kept([("ma-tuy", "ma túy"), ("cu", "cũ")], [("ma-tuy", "ma túy"), ("moi", "mới")], rows)
    for slug in ("ma-tuy", "@cao-diem"):
        with pytest.raises(UnknownError):
            check_names_kept([(slug, "ma túy")], [(slug, "Ma Túy")], rows)
        with pytest.raises(UnknownError):
            check_names_kept([(slug, "ma túy")], [], rows)


def test_links() -> None:
    names = {"2021/a/index.html", "2021/b/index.html"}
    target = row(path="tin/b.md", href="/2021/b/", ids=("muc-1",))
    check_links([row(links=(("/2021/b/", "muc-1"), ("/2021/b/", ""), ("/2021/b/", "noi-dung"))), target],
                {"tin/a.md"}, names, set())  # fmt: skip
    for link in (("/2021/c/", ""), ("/2021/b/", "muc-2")):
        broken = [row(links=(link,)), target]
        check_links(broken, (), names, set())  # an earlier build has judged it
        with pytest.raises(UnknownError):
            check_links(broken, {"tin/a.md"}, names, set())
        with pytest.raises(UnknownError):
            check_links(broken, (), names, {link[0]})


def test_pictures_and_files() -> None:
    one, two = row(media=("/images/1.jpg",)), row(media=("/images/1.jpg", "documents/2.pdf"))
    check_media([one, two], [two], has_drafts=False)
    check_media([one], [one, two._replace(status="draft")], has_drafts=False)
    for before, after, has_drafts in (
        ([one], [two], False), ([two], [one], False), ([two], [one, two._replace(status="draft")], False),
        ([one], [one, two._replace(status="draft")], True),
    ):  # fmt: skip
        with pytest.raises(UnknownError):
            check_media(before, after, has_drafts)
