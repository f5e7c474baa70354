"""Which of the shared words readers are told."""

from __future__ import annotations

import pytest

from plugins.common.vietnamese import words
from plugins.related_news.telling import MOST, office_words, told

TEXT = (
    "Công an thị xã Ba Đồn và tỉnh Quảng Bình bắt Nguyễn Văn Thí Dụ (trú phường Hà Mòn) về hành vi trộm cắp của chị "
    "Lê Ví Dụ gần cầu Gianh; ông Hồ Thí Dụ làm chứng. Ban chỉ đạo, UBND và CSGT vào cuộc. "
    "Toàn dân bảo vệ rừng. Thí Dụ khai."
)


def shown(*phrases: str, tags: tuple[str, ...] = (), others: tuple[str, ...] = ()) -> list[str]:
    return told(phrases, TEXT, tags, others)


@pytest.mark.parametrize(
    "phrase", ["Nguyễn Văn Thí Dụ", "Lê Ví Dụ", "Thí Dụ", "Văn Thí", "Hồ Thí Dụ", "chị Lê", "Dụ", "Hồ Thí"]
)
def test_no_person_becomes_a_subject(phrase: str) -> None:
    assert shown(phrase) == []


@pytest.mark.parametrize(
    "phrase", ["Ba Đồn", "Quảng Bình", "Hà Mòn", "cầu Gianh", "UBND", "Công an", "trộm cắp", "Căn cước công dân"]
)
def test_places_offices_and_matters_do(phrase: str) -> None:
    assert shown(phrase) == [phrase]


@pytest.mark.parametrize(
    "phrase", ["thống vẻ vang", "câu", "công tác", "xây dựng", "phối hợp tổ chức", "thiện nguyện thiết", "A"]
)
def test_halves_of_words_and_office_talk_do_not(phrase: str) -> None:
    assert shown(phrase) == []


def test_keywords_first_and_few() -> None:
    assert shown("trộm cắp", "Ba Đồn", tags=("Ma túy", "dân vận"), others=("ma tuý", "khác")) == ["Ma túy", "trộm cắp"]
    assert shown("ma túy", "trộm cắp", tags=("Ma túy",), others=("ma túy",)) == ["Ma túy", "trộm cắp"]
    assert len(shown("trộm cắp", "Ba Đồn", "cầu Gianh")) == MOST
    assert shown("bảo hiểm y tế", "y tế", "trộm cắp") == ["bảo hiểm y tế", "trộm cắp"]


def test_the_list_holds_words_of_two_syllables() -> None:
    assert len(office_words()) > 100
    assert all(len(words(word)) == 2 for word in office_words())
