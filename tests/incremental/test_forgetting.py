"""Nothing of a person who is no longer wanted is left in what builds keep."""

from __future__ import annotations

from pathlib import Path

from tests.incremental.lab import Done, Lab
from tests.sites.newsroom import article

NAME = "Nguyễn Văn Không Có"
NOTICE = f"""kind: truy nã
date: 2026-11-10
name: {NAME}
born: 1990
offence: Trộm cắp tài sản
residence: xã Không Có, tỉnh Tưởng Tượng
decision: 15/QĐ-CSĐT
decision_date: 2026-11-09
issuer: Công an tỉnh Tưởng Tượng
telephone: 113
"""
IN_FORCE = f"{NOTICE}state: truy nã\n"
LIFTED = """kind: truy nã
date: 2026-11-10
decision: 15/QĐ-CSĐT
decision_date: 2026-11-09
issuer: Công an tỉnh Tưởng Tượng
state: đình nã
state_date: 2026-11-20
"""


def holding(folder: Path, words: str) -> list[str]:
    """The files below a folder that hold some words as they are; what SQLite keeps is not packed."""
    return sorted(
        path.name for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()
    )  # fmt: skip


def test_a_lifted_notice_leaves_nothing_in_the_store(lab: Lab) -> None:
    article(lab.content / "truy-na", "_index", "title: Truy nã")
    article(lab.content / "truy-na", "quyet-dinh-15", IN_FORCE)
    done = lab.build()
    assert done.code == 0, done.printed
    assert holding(lab.cache / "store", NAME), "the pages that show it are kept as long as it is in force"
    article(lab.content / "truy-na", "quyet-dinh-15", LIFTED)
    done = lab.build()
    assert done.code == 0, done.printed
    assert holding(lab.output, NAME) == []
    assert holding(lab.cache / "store", NAME) == []
    assert holding(lab.cache / "related_news", NAME) == []


def test_a_notice_in_force_is_read_from_its_source_and_not_kept_as_a_record(lab: Lab) -> None:
    article(lab.content / "truy-na", "_index", "title: Truy nã")
    article(lab.content / "truy-na", "quyet-dinh-15", IN_FORCE)
    assert lab.build().code == 0
    path = next((lab.content / "an-ninh").glob("bai-*.md"))
    path.write_text(path.read_text("utf-8") + "\nThêm một câu.\n", "utf-8")
    assert lab.build() == Done(""), "no Pelican was needed"
    lab.check()


def test_a_name_that_an_editor_takes_out_of_another_article_is_gone_too(lab: Lab) -> None:
    article(lab.content / "truy-na", "_index", "title: Truy nã")
    article(lab.content / "truy-na", "quyet-dinh-15", LIFTED)
    path = next((lab.content / "an-ninh").glob("bai-*.md"))
    sound = path.read_text("utf-8")
    path.write_text(f"{sound}\nBắt {NAME}.\n", "utf-8")
    assert lab.build().code == 0
    assert holding(lab.cache / "store", NAME), "it stands in the text, and in its page"
    path.write_text(sound, "utf-8")
    assert lab.build() == Done("")
    assert holding(lab.cache / "store", NAME) == []
