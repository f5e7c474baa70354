"""The page of a wanted notice in every state."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from bs4 import BeautifulSoup, Tag

from plugins.common.wanted import PHOTO_ALT
from tests.theme import sample_site
from tests.theme.shapes import PLAIN_TIP_LINK, Article
from tests.theme.wanted_samples import GENUINE, LIFTED, SURRENDERED, WANTED


def page(environment: jinja2.Environment, article: Article, **context: Any) -> BeautifulSoup:
    common = {**sample_site.every_page(), "tip_link": PLAIN_TIP_LINK, **context}
    return BeautifulSoup(environment.get_template("article.html").render({**common, "article": article}), "html.parser")


def text(soup: Tag) -> str:
    return " ".join(soup.get_text(" ").split())


def robots(soup: BeautifulSoup) -> list[str]:
    return [str(meta["content"]) for meta in soup.select("meta[name=robots]")]


def test_a_notice_shows_the_fields_of_its_decision(environment: jinja2.Environment) -> None:
    soup = page(environment, WANTED)
    labels = [term.get_text() for term in soup.select(".wanted dt")]
    assert labels == [
        "Họ tên", "Tên gọi khác", "Năm sinh", "Nơi cư trú cuối cùng", "Tội danh", "Quyết định truy nã số",
        "Ngày quyết định", "Cơ quan ra quyết định", "Điện thoại",
    ]  # fmt: skip
    assert [link["href"] for link in soup.select(".wanted dd a")] == ["tel:02000000000"]
    assert [image["alt"] for image in soup.select(".wanted img")] == [PHOTO_ALT]
    assert robots(soup) == []


def test_readers_are_asked_for_a_sighting_and_told_not_to_arrest(environment: jinja2.Environment) -> None:
    soup = page(environment, WANTED)
    (link,) = (link for link in soup.select(".wanted a") if link.get_text() == "Báo tin về người này")
    assert link["href"] == "/to-giac-toi-pham/#truy-na"
    assert "Không tự bắt giữ." in text(soup)
    assert [tile["href"] for tile in soup.select(".tip a.btn")] == ["/to-giac-toi-pham/"]


def test_nobody_is_led_to_make_copies_that_cannot_be_called_back(environment: jinja2.Environment) -> None:
    tools = page(environment, WANTED).select(".tools li")
    assert [tool["data-tool"] for tool in tools] == ["print"]


def test_how_to_check_comes_from_the_facts(environment: jinja2.Environment) -> None:
    facts = {**sample_site.every_page()["facts"], "wanted": GENUINE}
    shown = page(environment, WANTED, facts=facts).select(".genuine")
    assert [GENUINE[0].text in text(section) for section in shown] == [True]
    assert page(environment, WANTED).select(".genuine") == []
    assert page(environment, LIFTED, facts=facts).select(".genuine") == []


def test_whoever_gave_themselves_up_is_not_looked_for(environment: jinja2.Environment) -> None:
    soup = page(environment, SURRENDERED)
    (state,) = soup.select(".wanted .state strong")
    assert "đã ra đầu thú ngày 01/6/2026" in state.get_text()
    assert "Kiều Thị Thí Dụ" in text(soup)
    assert soup.select(".wanted img") != []
    assert "Báo tin về người này" not in text(soup)
    assert [link["href"] for link in soup.select(".tip .btn")] == [PLAIN_TIP_LINK.href]


def test_a_lifted_notice_is_calm(environment: jinja2.Environment) -> None:
    soup = page(environment, LIFTED)
    (box,) = soup.select(".over")
    assert LIFTED.wanted is not None
    assert LIFTED.wanted.sentence in text(soup)
    assert "gỡ khỏi cổng" in box.get_text()
    assert robots(soup) == ["noindex"]
    assert not soup.select(".tools, .wanted, .body")
    assert [link["href"] for link in soup.select(".tip .btn")] == [PLAIN_TIP_LINK.href]


@pytest.mark.parametrize("article", [WANTED, SURRENDERED, LIFTED], ids=lambda article: article.wanted.state)
def test_it_is_a_page_like_every_other(environment: jinja2.Environment, article: Article) -> None:
    soup = page(environment, article)
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert len(soup.find_all("h1")) == 1
    assert sum(image.get("fetchpriority") == "high" for image in soup.find_all("img")) <= 1
