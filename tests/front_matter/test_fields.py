"""The keys of a header, in English and Vietnamese."""

from __future__ import annotations

import unicodedata

import pytest

from plugins.common.vietnamese import fold
from plugins.front_matter.fields import FIELDS, STATUSES, find_field, nearest_name

NAMES = [(name, field.name) for field in FIELDS for name in (field.name, *field.english, *field.vietnamese)]


@pytest.mark.parametrize(("written", "name"), NAMES)
def test_every_name_in_any_dress(written: str, name: str) -> None:
    for form in (written, written.upper(), written.title(), fold(written), unicodedata.normalize("NFD", written)):
        field = find_field(form)
        assert field is not None
        assert field.name == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Tiêu đề", "title"), ("tieu de", "title"), ("TIÊU ĐỀ", "title"), ("Ngày đăng", "date"),
        ("Nguồn tin", "source"),
        ("Từ khoá", "tags"), ("Từ khóa", "tags"), ("tu-khoa", "tags"), ("keywords", "tags"), ("Chuyên mục", "section"),
        ("category", "section"), ("Tác giả", "author"), ("Tóm tắt", "summary"), ("Sapo", "summary"),
        ("Hẹn giờ", "embargo"), ("source-url", "source_url"), ("source url", "source_url"), ("  Title ", "title"),
        ("File đính kèm", "attachments"), ("modified", "updated"), ("Đường dẫn", "slug"), ("Loại", "kind"),
    ],
)  # fmt: skip
def test_names_that_editors_use(written: str, name: str) -> None:
    field = find_field(written)
    assert field is not None
    assert field.name == name


def test_no_name_means_two_fields() -> None:
    names = [fold(written).replace("_", " ") for written, _ in NAMES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("written", ["content", "settings", "template", "lang", "url", "save_as", "", "ngay thang"])
def test_what_pelican_would_swallow_is_unknown(written: str) -> None:
    assert find_field(written) is None


@pytest.mark.parametrize(
    ("written", "near"),
    [("titel", "title"), ("Tiêu đ", "Tiêu đề"), ("stauts", "status"), ("Nguồn tn", "Nguồn tin"), ("xyz", ""), ("", "")],
)
def test_the_nearest_name(written: str, near: str) -> None:
    suggested = nearest_name(written)
    assert suggested == near or (find_field(suggested) is not None and find_field(suggested) == find_field(near))


def test_statuses() -> None:
    assert set(STATUSES.values()) == {"draft", "published", "hidden"}
    assert all(key == fold(key) for key in STATUSES)
