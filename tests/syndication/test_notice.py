"""Wanted notices as feeds show them."""

from __future__ import annotations

from dataclasses import replace

from plugins.syndication.notice import is_lifted, notice_html
from tests.syndication.articles import article
from tests.theme.wanted_samples import LIFTED, SURRENDERED, WANTED


def test_the_fields_stand_in_the_item() -> None:
    html = notice_html(article(wanted=WANTED.wanted))
    assert html.startswith("<ul>\n<li>Họ tên: Kiều Thị Thí Dụ</li>\n")
    assert '<li>Điện thoại: <a href="tel:02000000000">0200 0000 000</a></li>' in html
    assert "<img" not in html


def test_whoever_gave_themselves_up_is_said_so_first() -> None:
    assert notice_html(article(wanted=SURRENDERED.wanted)).startswith("<p>Người này đã ra đầu thú")


def test_a_lifted_notice_is_one_sentence() -> None:
    html = notice_html(article(wanted=LIFTED.wanted))
    assert LIFTED.wanted is not None
    assert html == f"<p>{LIFTED.wanted.sentence}</p>\n"


def test_words_are_escaped() -> None:
    assert WANTED.wanted is not None
    assert "&lt;b&gt;" in notice_html(article(wanted=replace(WANTED.wanted, offence="<b>")))


def test_other_articles_have_none() -> None:
    assert notice_html(article()) == ""
    assert [is_lifted(article(wanted=each.wanted)) for each in (WANTED, SURRENDERED, LIFTED)] == [False, False, True]
    assert not is_lifted(article())
