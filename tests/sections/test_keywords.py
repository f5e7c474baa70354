"""Keywords."""

from __future__ import annotations

import itertools

from plugins.sections.keywords import Keyword, compose_keywords
from tests.sections.articles import article


def test_one_address_per_keyword() -> None:
    found = compose_keywords([
        article("a", tag_names=["Hoà Bình", "dân vận"]), article("b", tag_names=["hòa bình"]),
        article("c", tag_names=["hòa bình", "Dân vận"]),
    ])  # fmt: skip
    assert found == {
        "dan-van": Keyword("Dân vận", "dan-van", 2),
        "hoa-binh": Keyword("hòa bình", "hoa-binh", 3),
    }
    assert (found["dan-van"].label, found["dan-van"].href) == ("Dân vận", "/tu-khoa/dan-van/")


def test_the_most_used_spelling_in_any_order_of_articles() -> None:
    articles = [article("a", tag_names=["ma túy"]), article("b", tag_names=["ma tuý"]),
                article("c", tag_names=["ma tuý"]), article("d", tag_names=["Ma túy"])]  # fmt: skip
    names = {compose_keywords(order)["ma-tuy"].name for order in itertools.permutations(articles)}
    assert names == {"ma tuý"}
    even = {compose_keywords(order)["ma-tuy"].name for order in itertools.permutations(articles[:2])}
    assert len(even) == 1


def test_the_vietnamese_order() -> None:
    words = [
        "An ninh",
        "ăn năn",
        "ân cần",
        "dân vận",
        "dư luận",
        "đất đai",
        "Đoàn",
        "ô nhiễm",
        "ơn",
        "phong trào",
        "ý chí",
    ]
    found = compose_keywords([article("a", tag_names=words[::-1])])
    assert [keyword.name for keyword in found.values()] == words


def test_an_article_counts_once_for_two_spellings() -> None:
    assert compose_keywords([article("a", tag_names=["hòa bình", "Hoà bình"])])["hoa-binh"].count == 1


def test_what_has_no_letters_is_no_keyword() -> None:
    assert compose_keywords([article("a", tag_names=["…", "-"]), article("b")]) == {}
