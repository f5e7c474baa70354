"""The ids that the gate expects in an article are those that the build makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.problems import Report
from plugins.content_checks.anchors import ids_of
from plugins.front_matter.document import DocumentReader
from plugins.front_matter.settings import FrontMatterSettings
from plugins.safe_output.links import Written, find
from tests.content_checks.support import HEADER, article_of

BODIES = {
    "none": "Một đoạn, mục #1 và {ngoặc}.",
    "plain": "## Kết quả đạt được\n\nChữ.\n\n### Phần 2\n\nChữ.",
    "closed": "## Kết quả ##\n\nChữ.",
    "underlined": "Kết quả\n-------\n\nChữ.\n\nLớn\n===\n",
    "twice": "## Kết quả\n\nChữ.\n\n## Kết quả\n\nChữ.\n\n## Kết quả",
    "reserved": "## Từ khóa\n\nChữ.\n\n## Nội dung",
    "marked": "## **Kết** [quả](/2021/a/) `mã` *x*\n\nChữ.",
    "own": "## Kết quả {#ket}\n\nChữ.\n\n## Kết",
    "paragraph": "Một đoạn.\n{#doan}\n\n## Tiếp",
    "note": "Có chú thích.[^1]\n\n## Hết\n\n[^1]: Lời chú thích.",
    "code": "```\nKhông phải đề mục\n```\n\n## Đề mục",
    "open code": "```\nKhông phải đề mục\n\n## Đề mục",
    "nothing": "## !!!\n\nChữ.",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_ids_are_those_of_the_page(body: str, tmp_path: Path) -> None:
    path = tmp_path / "bai.md"
    path.write_text(HEADER + body, "utf-8")
    html = DocumentReader(FrontMatterSettings(), Report(), {}).read(str(path), is_page=False).html
    assert ids_of(article_of(HEADER + body)) == {*find(Written("", html), "").ids}
