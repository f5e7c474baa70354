"""The tip-off pages and those of the other doors: three doors, never mixed, filled from the registries."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from bs4 import BeautifulSoup, Tag

from plugins.tip_off.policy import page_policy
from plugins.tip_off.script import exit_script
from tests.theme import sample_site, tip_off_samples
from tests.theme.rendering import render, soup, words

VIETNAMESE, ENGLISH = "/to-giac-toi-pham/", "/to-giac-toi-pham/en/"
BOTH = pytest.mark.parametrize("address", [VIETNAMESE, ENGLISH])


def text(page: Tag) -> str:
    return " ".join(page.get_text(" ").split())


def one(page: BeautifulSoup, selector: str) -> Tag:
    found = page.select_one(selector)
    assert found is not None, selector
    return found


def rendered(environment: jinja2.Environment, template: str = "tip_off.html", **changed: Any) -> BeautifulSoup:
    context = {**sample_site.every_page(), **changed}
    return soup(environment.get_template(template).render(context))


@BOTH
class TestBoth:
    def test_the_head_is_its_own(self, built: dict[str, BeautifulSoup], address: str) -> None:
        page = built[address]
        metas = page.find_all("meta")
        assert metas[0].get("charset") == "utf-8"
        assert metas[1]["content"] == page_policy(exit_script().hash)
        assert one(page, "meta[name=referrer]")["content"] == "no-referrer"
        assert not page.find_all("meta", property=True)
        rels = [" ".join(link["rel"]) for link in page.find_all("link")]
        assert sorted(rels) == ["alternate", "alternate", "canonical", "icon", "stylesheet"]
        assert one(page, "link[rel=icon]")["href"] == "data:,"

    def test_each_names_both_languages(self, built: dict[str, BeautifulSoup], address: str) -> None:
        named = {link["hreflang"]: link["href"] for link in built[address].select("link[hreflang]")}
        assert named == {"vi": f"https://example.org{VIETNAMESE}", "en": f"https://example.org{ENGLISH}"}
        other = one(built[address], f"header a[hreflang={'en' if address == VIETNAMESE else 'vi'}]")
        assert other["lang"] == other["hreflang"]
        assert other["href"] == (ENGLISH if address == VIETNAMESE else VIETNAMESE)

    def test_no_menu_no_picture_no_figures_no_rail(self, built: dict[str, BeautifulSoup], address: str) -> None:
        page = built[address]
        assert not page.select(
            ".stats, .rail, .tip, .alert, .nav, .quick, button, img, picture, noscript, iframe, form"
        )

    def test_the_exit_is_the_second_skip_link_the_first_of_each_topic_and_the_bar(
        self, built: dict[str, BeautifulSoup], address: str
    ) -> None:
        links = built[address].find_all("a", href="https://example.org/thoi-tiet")
        topics = built[address].select(".topic")
        assert links[1:-1] == [topic.find("a") for topic in topics]
        assert all("skip" in link["class"] for link in links[:-1])
        assert links[-1].find_parent(class_="exit")
        assert links[0] is built[address].select(".skips a")[1]
        assert all(link["rel"] == ["noreferrer", "noopener", "nofollow"] for link in links)
        assert all(link.has_attr("data-exit") for link in links)

    def test_what_needs_a_script_is_hidden(self, built: dict[str, BeautifulSoup], address: str) -> None:
        hints = built[address].select("[data-exit-hint], [data-copy]")
        assert len(hints) == 3
        assert all(hint.has_attr("hidden") for hint in hints)
        assert not one(built[address], ".unscripted").has_attr("hidden")

    def test_what_the_worker_and_the_script_change_is_where_they_look(
        self, built: dict[str, BeautifulSoup], address: str
    ) -> None:
        page = built[address]
        copy = one(page, "[data-copy]")
        assert len(page.select("[data-copy]")) == len(copy.select("[data-copy-time]")) == 1
        assert [link["href"] for link in copy.select("a")] == [address]
        status = one(page, "[data-exit-status]")
        assert status.parent is page.body

    def test_what_others_see_has_its_source(self, built: dict[str, BeautifulSoup], address: str) -> None:
        said = text(built[address].select(".knows li")[2])
        assert said.startswith(("Nhà mạng: có thể biết. Căn cứ:", "Your provider: may see. Source:"))

    def test_three_doors_in_their_order(self, built: dict[str, BeautifulSoup], address: str) -> None:
        heads = built[address].select("main h2.door")
        assert [head["id"] for head in heads] == ["cua-1", "cua-2", "cua-3"]
        assert [text(head)[0] for head in heads] == ["1", "2", "3"]
        staff = [tile.href for tile in sample_site.every_page()["tiles"] if tile.staff]
        assert staff
        assert not [link for link in built[address].select("a[href]") if link["href"] in staff]

    def test_what_waits_for_the_agency_is_for_the_agency(self, built: dict[str, BeautifulSoup], address: str) -> None:
        assert "hỏi lại đơn vị" not in text(built[address])

    def test_every_fact_has_its_source(self, built: dict[str, BeautifulSoup], address: str) -> None:
        facts = built[address].select(".steps > li, .way, .call > p")
        assert len(facts) > 4
        assert all(fact.select_one(".basis") for fact in facts)

    def test_the_oldest_day_of_verification(self, built: dict[str, BeautifulSoup], address: str) -> None:
        assert one(built[address], ".after-tip time")["datetime"] == "2026-11-01"

    def test_all_four_numbers_twice(self, built: dict[str, BeautifulSoup], address: str) -> None:
        for place in (".sos", ".call"):
            numbers = [link["href"] for link in built[address].select(f"{place} a")]
            assert numbers == ["tel:113", "tel:114", "tel:115", "tel:112"]


class TestVietnamese:
    def test_channels_by_kind(self, built: dict[str, BeautifulSoup]) -> None:
        names = [heading.get_text() for heading in built[VIETNAMESE].select(".report .way h3")]
        assert names == ["Trực ban Công an tỉnh", "Công an xã, phường, đặc khu", "Ứng dụng VNeID", "Gửi thư"]

    @pytest.mark.parametrize("count", [1, 4, 5])
    def test_a_local_number_says_for_which_place_it_is(self, environment: jinja2.Environment, count: int) -> None:
        page = rendered(environment, channels=tip_off_samples.stations(count))
        for number in range(1, count + 1):
            assert f"Xã Mẫu {number}" in text(one(page, ".report"))

    def test_a_channel_for_one_kind_of_crime_stands_only_with_that(self, environment: jinja2.Environment) -> None:
        ward = tip_off_samples.channel("phone", "Công an phường", "0000 000 009", "tel:0000000009", topics=("ma-tuy",))
        page = rendered(environment, channels=[tip_off_samples.PHONE, ward])
        assert [head.get_text() for head in page.select(".report .way h3")] == ["Trực ban Công an tỉnh"]

    def test_a_telephone_link_says_whose_it_is(self, built: dict[str, BeautifulSoup]) -> None:
        assert text(one(built[VIETNAMESE], ".report .way a[href^='tel:']")).endswith(", Trực ban Công an tỉnh")

    def test_topics_have_advice_and_their_own_channels(self, built: dict[str, BeautifulSoup]) -> None:
        topic = one(built[VIETNAMESE], "section.topic#ma-tuy")
        assert [line.get_text() for line in topic.select("ul:not([class]) li")] == [
            "Không tự vào xem.",
            "Nhớ biển số, giờ giấc.",
        ]
        assert [head.get_text() for head in topic.select(".way h3")] == ["Trực ban Công an tỉnh"]
        assert not built[VIETNAMESE].select("#giao-thong .way")
        linked = [link["href"] for link in built[VIETNAMESE].select(".kinds a")]
        assert linked == ["#ma-tuy", "#giao-thong"]

    def test_the_third_door_leads_to_the_pages_that_say_so(self, built: dict[str, BeautifulSoup]) -> None:
        assert [link["href"] for link in built[VIETNAMESE].select(".doors a")] == ["/gop-y/"]

    def test_without_registries_the_numbers_stand(self, environment: jinja2.Environment) -> None:
        nothing: dict[str, list[Any]] = {group: [] for group in tip_off_samples.FACTS}
        page = rendered(environment, channels=[], facts=nothing, topics=[], checked=None, pages=[], worker_href="")
        assert not page.select(".way, .steps, .topic, .kinds, .basis, .after-tip time")
        assert len(page.select(".call a[href^='tel:']")) == 4
        assert "VNeID" not in text(page)
        assert "Bản đọc khi mất mạng" not in text(page)

    def test_without_exit_address_there_is_no_exit(self, environment: jinja2.Environment) -> None:
        page = rendered(environment, exit_href="")
        assert page.select(".topic")
        assert not page.select("[data-exit], [data-exit-hint], .unscripted")


class TestEnglish:
    def test_language_of_the_page_and_of_what_is_not_english(self, built: dict[str, BeautifulSoup]) -> None:
        page = built[ENGLISH]
        assert one(page, "html")["lang"] == "en"
        assert one(page, "header")["lang"] == "vi"
        assert page.footer is not None
        assert page.footer.find_parent(lang="vi")
        assert all(link["lang"] == "vi" for link in page.select("main a[hreflang=vi]"))
        assert all(source.select("[lang=vi]") for source in page.select(".basis"))

    def test_only_what_has_english_words(self, built: dict[str, BeautifulSoup]) -> None:
        names = [heading.get_text() for heading in built[ENGLISH].select(".way h3")]
        assert names == ["Duty desk of the provincial police", "Commune or ward police"]
        assert [text(step) for step in built[ENGLISH].select(".after-tip .steps li b")] == ["3 working days :"]
        assert not built[ENGLISH].select(".topic")

    def test_a_channel_to_follow_needs_no_english_words(self, environment: jinja2.Environment) -> None:
        app = tip_off_samples.channel("app", "Ứng dụng", "Mục báo tin")
        page = rendered(environment, "tip_off_english.html", channels=[*tip_off_samples.LOCAL[:1], app])
        (way,) = page.select(".report .way")
        assert way["lang"] == "vi"
        assert way.select("a[href^='tel:']")

    def test_a_number_without_an_english_word_is_shown_all_the_same(self, built: dict[str, BeautifulSoup]) -> None:
        links = [text(link) for link in built[ENGLISH].select(".sos a")]
        assert links == ["Call 113 Police", "Call 114 Fire", "Call 115 Ambulance", "Call 112 Cứu nạn"]

    def test_title(self, built: dict[str, BeautifulSoup]) -> None:
        assert one(built[ENGLISH], "title").get_text() == "Report a crime – Công an tỉnh Trường Giang"


class TestOtherDoors:
    @pytest.mark.parametrize("address", ["/gop-y/", "/kien-nghi/"])
    def test_says_first_that_it_is_no_place_for_a_tip(self, built: dict[str, BeautifulSoup], address: str) -> None:
        first = one(built[address], "h1 ~ *")
        assert [link["href"] for link in first.select("a")] == ["tel:113", VIETNAMESE]

    def test_channels_and_facts_of_the_door(self, built: dict[str, BeautifulSoup]) -> None:
        where = one(built["/gop-y/"], ".where")
        assert [head.get_text() for head in where.select("h3")] == ["Nơi tiếp công dân"]
        assert "Nêu rõ họ tên, địa chỉ." in text(where)
        assert not built["/kien-nghi/"].select(".where .way")

    def test_the_page_of_urgent_numbers(self, built: dict[str, BeautifulSoup]) -> None:
        rows = [text(row) for row in built["/lien-he/"].select(".numbers li")]
        assert rows[0] == "Gọi 113 Công an Khi cần Công an đến ngay."
        assert rows[3] == "Gọi 112 Cứu nạn"
        assert not built["/lien-he/"].select(".other")

    def test_a_page_without_a_door_has_none_of_it(self, built: dict[str, BeautifulSoup]) -> None:
        assert not built["/gioi-thieu/"].select(".other, .where, .numbers")


class TestChannels:
    def test_an_onion_address_is_text(self, environment: jinja2.Environment) -> None:
        html = render(environment, "channel", "{{ channel(item) }}", item=tip_off_samples.ONION)
        assert tip_off_samples.ONION.value in html
        assert not soup(html).find("a")

    def test_few_local_channels_stand_open_and_many_are_folded(self, environment: jinja2.Environment) -> None:
        def page(count: int) -> BeautifulSoup:
            channels = [tip_off_samples.PHONE, *tip_off_samples.LOCAL[:count]]
            return soup(render(environment, "channel_list", "{{ channel_list(items) }}", items=channels))

        assert not page(4).find("details")
        folded = page(5)
        assert words(str(one(folded, "summary"))) == "Theo địa bàn (4 nơi)"
        assert [place.get_text() for place in folded.select("details .places b")] == [
            *("Phường Đông", "Phường Đông", "Phường Tây", "Phường Bắc", "Phường Nam")
        ]
        assert not folded.select("details details")
        assert "Danh sách theo địa bàn (4 nơi)" in text(one(folded, ".url"))
        open_ones = [head for head in folded.select(".way h3") if not head.find_parent("details")]
        assert [head.get_text() for head in open_ones] == ["Trực ban Công an tỉnh"]

    def test_a_link_out_tells_nobody(self, environment: jinja2.Environment) -> None:
        web = SimpleNamespace(**{**vars(tip_off_samples.ONION), "href": "https://example.org/"})
        link = soup(render(environment, "channel", "{{ channel(item) }}", item=web)).a
        assert link is not None
        assert link["rel"] == ["noreferrer", "noopener", "nofollow"]
