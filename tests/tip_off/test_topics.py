"""From an article to the tip-off page by its topic, and nothing else of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pelicanconf
from plugins.common import places
from plugins.tip_off.channels import Channel
from plugins.tip_off.topics import TipLink, Topic, article_topic, read_topics, tip_link

HEADING, SENTENCE = "Biết nơi mua bán ma túy?", "Báo tin để ngăn chặn."
SETTING = {
    "ma-tuy": [HEADING, SENTENCE, "Không tự theo dõi.", "Nhớ nơi, giờ."],
    "truy-na": ["Thấy người bị truy nã?", "Gọi 113."],
}
KNOWN = list(SETTING)


def channel(name: str, *topics: str) -> Channel:
    return Channel("phone", name, "113", "tel:113", "", "Nguồn", "", topics=topics)


def test_topics_in_the_order_of_the_setting() -> None:
    everywhere, drugs, both = channel("A"), channel("B", "ma-tuy"), channel("C", "truy-na", "ma-tuy")
    assert read_topics(SETTING, [everywhere, drugs, both]) == [
        Topic("ma-tuy", HEADING, SENTENCE, ("Không tự theo dõi.", "Nhớ nơi, giờ."), (drugs, both)),
        Topic("truy-na", "Thấy người bị truy nã?", "Gọi 113.", (), (both,)),
    ]


def test_a_topic_without_a_sentence_is_left_out() -> None:
    assert read_topics({"a": ["Một"], "b": []}) == []


@pytest.mark.parametrize(
    ("kind", "written", "keywords", "topic"),
    [
        ("tin", "ma-tuy", ["Truy nã"], "ma-tuy"),
        ("tin", "", ["An ninh", "Ma túy", "Truy nã"], "ma-tuy"),
        ("tin", "", ["MA TUÝ"], "ma-tuy"),
        ("thong-bao", "", ["an ninh"], ""),
        ("tin", "", [], ""),
        ("tin", "khac", ["truy nã"], "truy-na"),
        ("truy-na", "ma-tuy", ["Ma túy"], "truy-na"),
    ],
)
def test_the_topic_of_an_article(kind: str, written: str, keywords: list[str], topic: str) -> None:
    assert article_topic(kind, written, keywords, KNOWN) == topic


def test_a_wanted_notice_without_a_topic_of_its_own_is_an_article_like_others() -> None:
    assert article_topic("truy-na", "ma-tuy", [], ["ma-tuy"]) == "ma-tuy"
    assert article_topic("truy-na", "", [], ["ma-tuy"]) == ""


def test_the_tile_of_a_topic() -> None:
    topics = read_topics(SETTING)
    assert tip_link("ma-tuy", topics, "/p/") == TipLink(HEADING, SENTENCE, "/p/#ma-tuy")
    plain = tip_link("", topics, "/p/")
    assert tip_link("khac", topics, "/p/") == plain
    assert plain.href == "/p/"


@given(st.sampled_from(["tin", "thong-bao", "truy-na"]), st.text(), st.lists(st.text()))
def test_the_address_tells_nothing_but_the_topic(kind: str, written: str, keywords: list[str]) -> None:
    topic = article_topic(kind, written, keywords, KNOWN)
    page = places.TIP_OFF
    assert tip_link(topic, read_topics(SETTING), page).href in {page, *(f"{page}#{key}" for key in KNOWN)}


def test_the_portals_own_topics_advise_and_send_nobody_after_a_criminal() -> None:
    setting: dict[str, Any] = pelicanconf.TOPICS
    topics = {topic.key: topic for topic in read_topics(setting)}
    assert set(topics) == set(setting) == set(pelicanconf.FRONT_MATTER["topics"])
    assert all(topic.advice for topic in topics.values())
    assert "Không tự bắt giữ" in topics["truy-na"].sentence
    assert any("Không tự theo dõi" in line for line in topics["ma-tuy"].advice)
    assert any("ngân hàng" in line for line in topics["lua-dao"].advice)
