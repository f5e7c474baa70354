"""A picture on a line of its own is a figure, whatever stands right above or below it."""

from __future__ import annotations

import pytest

from plugins.article_body.figures import set_apart

PICTURE = "![Chú thích](/images/a.jpg)"


@pytest.mark.parametrize(
    ("lines", "apart"),
    [
        (["Trên", PICTURE, "Dưới"], ["Trên", "", PICTURE, "", "Dưới"]),
        ([PICTURE, "*Chú thích*"], [PICTURE, "", "*Chú thích*"]),
        ([PICTURE, PICTURE], [PICTURE, PICTURE]),
        ([PICTURE, "{: #anh }"], [PICTURE, "{: #anh }"]),
        (["Trên", "", PICTURE, "", "Dưới"], ["Trên", "", PICTURE, "", "Dưới"]),
        (["Có " + PICTURE + " trong câu", "Dưới"], ["Có " + PICTURE + " trong câu", "Dưới"]),
        (["1. Một", "   " + PICTURE, "2. Hai"], ["1. Một", "   " + PICTURE, "2. Hai"]),
        ([], []),
    ],
)
def test_set_apart(lines: list[str], apart: list[str]) -> None:
    assert set_apart(lines) == apart
    assert set_apart(apart) == apart
