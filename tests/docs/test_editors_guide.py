"""docs/bien-tap.md names every key that a header may have, in both languages, and every kind of value."""

import re

import pytest

from plugins.front_matter.fields import FIELDS, STATUSES, Field, find_field
from plugins.sections.section import KEYS
from tests.support import ROOT

GUIDE = (ROOT / "docs" / "bien-tap.md").read_text("utf-8")


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_key_is_explained(field: Field) -> None:
    assert f"`{field.name}`" in GUIDE
    assert f"`{field.vietnamese[0]}`" in GUIDE


def test_every_key_in_an_example_is_known() -> None:
    headers = re.findall(r"^```\n---\n(.*?)\n---$", GUIDE, re.DOTALL | re.MULTILINE)
    keys = {match for header in headers for match in re.findall(r"^([^\s\-#][^:\n]*):", header, re.MULTILINE)}
    assert len(keys) > 8
    assert {key for key in keys if find_field(key) is None and key not in KEYS} == set()


def test_every_status_and_section_key_is_explained() -> None:
    for word in (*set(STATUSES.values()), *set(KEYS.values())):
        assert f"`{word}`" in GUIDE or f"{word}:" in GUIDE
