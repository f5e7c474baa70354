"""Why an entry stands in the rail, in words."""

from __future__ import annotations

import numpy as np
import pytest

from plugins.related_news.corpus import Document
from plugins.related_news.phrases import LONGEST, PHRASES, Phrases
from plugins.related_news.reasons import NEAR, PICKED, SAME_SECTION, Reason, Reasons, Related
from plugins.related_news.relations import relate
from plugins.related_news.sidebar import Entry
from plugins.related_news.terms import function_words
from tests.related_news.archive import spelled


def row(*phrases: str, weight: int = 1) -> dict[int, int]:
    """Every term of some phrases."""
    return {bucket: weight for phrase in phrases for bucket, _ in spelled(phrase)}


def told(document: Document, terms: dict[int, int]) -> list[str]:
    """The phrases made of terms, all of which the document's row holds too, behind another one."""
    buckets, weights = np.array([3, *terms], np.int32), np.array([1, *terms.values()], np.int32)
    return Phrases(document, buckets, np.ones_like(weights)).best(buckets[::-1], weights[::-1])


def best(text: str, *phrases: str, title: str = "") -> list[str]:
    return told(Document("a", title, text), row(*phrases))


def test_overlapping_pairs_are_one_phrase() -> None:
    text = "Nhiều người bị lừa đảo trực tuyến. Công an nhắc về lừa đảo trực tuyến."
    assert best(text, "lừa đảo trực tuyến") == ["lừa đảo trực tuyến"]


def test_names_keep_their_capitals_and_sentences_lose_theirs() -> None:
    text = "Ma túy bị thu giữ ở phường Ba Đồn. Ba Đồn còn nhiều ma túy."
    assert set(best(text, "ba đồn", "ma túy")) == {"Ba Đồn", "ma túy"}
    assert best("Lừa đảo qua mạng.", "lừa đảo") == ["lừa đảo"]
    assert best("Bắt CSGT giả.", "csgt") == ["CSGT"]


def test_a_shouted_title_is_read_in_small_letters_where_the_text_has_them() -> None:
    assert best("Vụ lừa đảo ở Ba Đồn.", "lừa đảo", "ba đồn", title="VỤ LỪA ĐẢO Ở BA ĐỒN") == ["lừa đảo", "Ba Đồn"]
    assert best("", "lừa đảo", title="VỤ LỪA ĐẢO LỚN") == ["LỪA ĐẢO"]


@pytest.mark.parametrize(
    ("text", "phrases", "expected"),
    [
        ("Họp ở Ba Đồn, Quảng Trạch", ["Ba Đồn Quảng Trạch"], ["Ba Đồn", "Quảng Trạch"]),
        ("Cơ quan điều tra Công an tỉnh", ["điều tra Công an"], ["điều tra", "Công an"]),
        ("Thăm Ba Đồn triển khai việc", ["Ba Đồn triển khai"], ["Ba Đồn", "triển khai"]),
        ("Báo Bộ Y tế biết", ["Bộ Y tế"], ["Bộ Y tế"]),
        ("phòng chống của ma túy", ["phòng chống của ma túy"], ["phòng chống", "ma túy"]),
        ("Thăm tỉnh Bà Rịa", ["Bà Rịa"], ["Bà Rịa"]),
        ("Dịch Covid-19, virus Vn-Index", ["Covid 19", "Vn Index"], ["Vn-Index", "Covid"]),
        ("năm 2021 và 113", ["năm 2021", "113"], []),
        ("xe máy lao xuống", ["xe", "máy"], []),
        ("", ["ma túy"], []),
    ],
    ids=["signs", "a name begins", "a name ends", "an office", "grammar", "grammar in a name", "hyphens", "numbers",
         "lone syllables", "no text"],
)  # fmt: skip
def test_where_phrases_end(text: str, phrases: list[str], expected: list[str]) -> None:
    assert sorted(best(text, *phrases)) == sorted(expected)


def test_syllables_that_seldom_stand_together_are_no_phrase() -> None:
    text = "an toàn giao hàng; giao lưu; bàn giao; giao ca; giao nhận; an toàn; giữ an toàn"
    assert best(text, "an toàn giao") == ["an toàn"]


def test_an_edge_that_belongs_elsewhere_is_left_out() -> None:
    text = "Ở vị trí móng cột. Về vị trí khác, vị trí móng cột và móng cột nữa; vị trí."
    assert best(text, "trí móng cột") == ["móng cột"]


def test_not_too_many_none_inside_another_and_none_too_long() -> None:
    things = (
        "ma túy đá",
        "ma túy",
        "rừng thông",
        "hội nghị",
        "căn cước",
        "xe khách",
        "pháo hoa",
        "cờ bạc",
        "ổ nhóm",
        "đường mòn",
    )
    found = best("; ".join(things), *things)
    assert len(found) == PHRASES
    assert found[0] == "ma túy đá"
    assert "ma túy" not in found[1:]
    long = "ban chỉ đạo phong trào toàn dân bảo vệ an ninh tổ quốc"
    assert all(len(phrase.split()) <= LONGEST for phrase in best(long, long))


def test_the_heaviest_first_and_trifles_not_at_all() -> None:
    weights = row("ma túy", weight=50) | row("hội nghị", weight=60) | row("Ba Đồn", weight=1)
    assert told(Document("a", "", "hội nghị về ma túy ở Ba Đồn"), weights) == ["hội nghị", "ma túy"]


def test_what_only_one_row_holds_is_not_told() -> None:
    (own, other), document = (row("ma túy"), row("ma túy", "hội nghị")), Document("a", "", "hội nghị về ma túy")
    rows = [(np.array([*terms], np.int32), np.array([*terms.values()], np.int32)) for terms in (own, other)]
    assert Phrases(document, *rows[0]).best(*rows[1]) == Phrases(document, *rows[1]).best(*rows[0]) == ["ma túy"]


def test_a_sign_that_stands_alone_parts_words_and_ends_sentences_only_if_it_can() -> None:
    assert best("Về Ba Đồn – Quảng Trạch", "Ba Đồn Quảng Trạch") == ["Ba Đồn", "Quảng Trạch"]
    assert best("nói … Lừa đảo", "lừa đảo") == ["lừa đảo"]
    assert best("nói – Lừa đảo", "lừa đảo") == ["Lừa đảo"]


def archive() -> list[Document]:
    """Two articles of one matter and others of their own."""
    drugs = Document(
        "a", "Bắt ma túy ở Ba Đồn", "Công an thị xã Ba Đồn bắt hai người mang pháo nổ.", "2026-01-01", "tin"
    )
    more = Document("b", "Xử vụ ma túy", "Hai người mang pháo nổ ở Ba Đồn ra tòa.", "2026-01-02", "tin")
    other = [Document(f"c{n}", f"Chuyện {n}", f"nội dung riêng {n}", "2026-01-03", "tin") for n in range(9)]
    return [drugs, more, *other]


def test_reasons_of_entries() -> None:
    documents = archive()
    reasons = Reasons(relate(documents))
    assert reasons.reason(documents[0], Entry("b", "pick")) == PICKED
    assert reasons.reason(documents[0], Entry("b", "section")) == SAME_SECTION
    assert (str(PICKED), str(SAME_SECTION)) == ("biên tập chọn", "cùng chuyên mục")
    told = str(reasons.reason(documents[0], Entry("b", "similar", 0.5)))
    assert told.startswith("cùng nói về: ")
    assert "pháo nổ" in told or "ma túy" in told
    assert "Ba Đồn" in told
    assert reasons.reason(documents[0], Entry("c0", "similar", 0.5)) == NEAR
    draft = Document("nháp", "Nháp", "Pháo nổ lại về thị xã Ba Đồn.")
    assert "Ba Đồn" in reasons.reason(draft, Entry("b", "similar", 0.5)).terms


def test_reasons_are_made_once_and_only_when_asked_for() -> None:
    asked: list[int] = []

    def make() -> Reason:
        asked.append(1)
        return SAME_SECTION

    entry = Related("bài", make)
    assert not asked
    assert entry.reason is entry.reason is SAME_SECTION
    assert asked == [1]


def test_function_words_are_no_reason() -> None:
    assert len(function_words()) > 50
    assert best("và của các là được", "và của các là được") == []
