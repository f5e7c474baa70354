"""Near-copies of one press release."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from plugins.related_news import copies as module
from plugins.related_news.copies import COPY_RESEMBLANCE, Copies, resemblance, shingles
from plugins.related_news.corpus import Document
from plugins.related_news.relations import relate
from plugins.related_news.sidebar import Sidebar
from tests.common.properties import PROPERTY
from tests.related_news.archive import document, given

SYLLABLES = [f"{first}{vowel}{last}" for first in "bđghlmnptv" for vowel in "aăeêiôơuư" for last in ("", "n", "ng")]
RELEASE = " ".join(SYLLABLES[:200])
NEWS = " ".join(SYLLABLES[200:270])


def test_same_text() -> None:
    assert resemblance(RELEASE, RELEASE) == 1
    assert resemblance(RELEASE, NEWS) == 0


def test_every_spelling_is_one_text() -> None:
    text = "Công an tỉnh Hoà Bình nhắc người dân ký cam kết về kỹ thuật an toàn"
    other = "CÔNG AN TỈNH HÒA BÌNH,\nnhắc người dân kí cam kết về kĩ thuật – an toàn."
    assert resemblance(text, other) == 1
    assert resemblance(text, unicodedata.normalize("NFD", other)) == 1
    assert resemblance(text, text.replace("an toàn", "an toan")) < 1


def test_the_measure_is_jaccards_of_five_syllables() -> None:
    """Six syllables and the same with another last one: of three runs in all one is in both."""
    assert resemblance("a b c d e f", "a b c d e g") == pytest.approx(1 / 3)
    assert len(shingles("a b c d e f")) == 2
    assert len(shingles("a b a b a b a b a b")) == 2, "a run that comes again counts once"


def test_order_is_part_of_a_run() -> None:
    assert resemblance("a b c d e", "e d c b a") == 0


def test_short_texts_are_compared_whole() -> None:
    assert resemblance("Xem video.", "xem  VIDEO") == 1
    assert resemblance("Xem video", "Xem ảnh") == 0
    assert resemblance("Xem video", RELEASE) == 0
    assert resemblance("", "") == resemblance("", RELEASE) == 0


@pytest.mark.parametrize(
    ("other", "is_copy"),
    [
        (f"Tin từ cơ sở. {RELEASE} Ban biên tập.", True),
        (RELEASE.replace(SYLLABLES[40], "khác").replace(SYLLABLES[120], "khác"), True),
        (f"{RELEASE} {NEWS}", True),
        (f"{RELEASE} {NEWS} {' '.join(reversed(SYLLABLES[200:270]))}", False),
        (" ".join(SYLLABLES[100:]), False),
    ],
    ids=["a frame around it", "two words", "a third more", "an update", "half of it"],
)
def test_what_is_a_copy(other: str, is_copy: bool) -> None:
    assert (resemblance(RELEASE, other) > COPY_RESEMBLANCE) is is_copy


@PROPERTY
@examples(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_as_sets_of_tuples_say(one: list[str], other: list[str]) -> None:
    def runs(of: list[str]) -> set[tuple[str, ...]]:
        return {tuple(of[place : place + 5]) for place in range(max(1, len(of) - 4))} if of else set()

    both, either = runs(one) & runs(other), runs(one) | runs(other)
    expected = len(both) / len(either) if either else 0
    assert resemblance(" ".join(one), " ".join(other)) == pytest.approx(expected)


def test_only_near_pairs_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SMALL", 0)
    documents = [document(name, RELEASE) for name in ("a", "b", "c")]
    copies = Copies(given(documents, {}, {("a", "b"): 0.61, ("a", "c"): 0.59, ("b", "c"): 0.1}))
    assert copies.are_copies("a", "b")
    assert copies.are_copies("b", "a")
    assert not copies.are_copies("a", "c")
    assert not copies.are_copies("a", "a")


def test_more_copies_than_the_nearest_lists_hold() -> None:
    documents = [Document(f"{n:02}", f"Tiêu đề {n}", f"{RELEASE} {SYLLABLES[n]}") for n in range(26)]
    documents += [Document("x", "Chuyện khác", NEWS), Document("y", "Chuyện khác nữa", NEWS)]
    # A term that more than a quarter of an archive has would weigh nothing.
    documents += [Document(f"z{n}", f"Số {n}", f"việc riêng {n}") for n in range(100)]
    copies = Copies(relate(documents))
    names = [one.id for one in documents[:26]]
    assert all(copies.are_copies(one, other) for one in names for other in names if one != other)
    assert not any(copies.are_copies(one, "x") for one in names)
    assert copies.are_copies("x", "y")


def test_titles_may_differ_but_count_under_few_words() -> None:
    short = [Document("a", "Bản tin ngày một", "Xem video."), Document("b", "Bản tin ngày hai", "Xem video.")]
    assert not Copies(given(short, {}, {("a", "b"): 0.9})).are_copies("a", "b")
    long = [Document("a", "Bản tin ngày một", RELEASE), Document("b", "Tiêu đề hoàn toàn khác", RELEASE)]
    assert Copies(given(long, {}, {("a", "b"): 0.9})).are_copies("a", "b")


def test_two_notices_are_two_persons() -> None:
    documents = [document(name, RELEASE) for name in ("a", "b")]
    assert not Copies(given(documents, {}, {("a", "b"): 0.9}), frozenset("b")).are_copies("a", "b")


def alike(copies: Copies, document: Document, *names: str) -> list[str]:
    return [*filter(copies.like(document), names)]


def test_a_document_of_no_archive() -> None:
    archive = [Document("a", "Một", RELEASE), Document("b", "Hai", NEWS), Document("c", "Ba", f"{RELEASE} thêm")]
    copies = Copies(relate(archive), frozenset("c"))
    assert alike(copies, Document("nháp", "Bản nháp", RELEASE), "a", "b", "c") == ["a"]
    assert alike(copies, Document("a", "Một", RELEASE), "a", "b", "c") == []
    assert alike(copies, Document("c", "Ba", RELEASE), "a", "b") == []
    assert alike(Copies(relate(archive), frozenset("n")), Document("n", "Bản nháp", RELEASE), "a", "c") == []
    assert alike(Copies(relate(archive)), archive[0], "a", "b", "c") == ["c"]
    assert alike(Copies(relate(archive)), archive[1], "a", "c") == []


@pytest.mark.parametrize(("copies", "all_in_all"), [(11, 20), (12, 30), (30, 100), (60, 200)])
def test_a_release_that_half_of_a_small_archive_took_over(copies: int, all_in_all: int) -> None:
    release = [Document(f"c{n:02}", f"Tin của đơn vị {n}", RELEASE, f"2026-01-{n % 28 + 1:02}") for n in range(copies)]
    rest = range(all_in_all - copies)
    others = [Document(f"k{n:03}", f"Chuyện {n}", f"riêng{n} khác{n} lạ{n} thôi{n} nữa{n}") for n in rest]
    relations = relate([*release, *others])
    found = Copies(relations)
    assert all(found.are_copies(one.id, other.id) for one in release for other in release if one is not other)
    assert not any(found.are_copies(release[0].id, other.id) for other in others)
    sidebar = Sidebar(relations, [document.id for document in relations.documents], 4, 0.18)
    assert not [entry for entry in sidebar.entries(release[0].id) if entry.id.startswith("c")]
