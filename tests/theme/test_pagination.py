"""The links between the pages of a list, and what the pages of years and months lead to."""

from __future__ import annotations

import jinja2
from bs4 import BeautifulSoup

from tests.theme import sample_site
from tests.theme.rendering import render, soup


class TestPagination:
    def links(self, environment: jinja2.Environment, number: int, count: int) -> list[tuple[str, str]]:
        page = sample_site.list_page("/x/", number, count)
        html = render(environment, "pagination", "{{ pagination(page) }}", page=page)
        return [
            (" ".join(item.get_text().split()), str(item.a["href"]) if item.a else "")
            for item in soup(html).find_all("li")
        ]

    def test_own_address_leads_to_older(self, environment: jinja2.Environment) -> None:
        assert self.links(environment, 0, 7) == [("Tin cũ hơn", "/x/trang/7/"), ("Cũ nhất", "/x/trang/1/")]
        assert self.links(environment, 0, 1) == [("Tin cũ hơn", "/x/trang/1/")]

    def test_both_ways_from_the_middle(self, environment: jinja2.Environment) -> None:
        assert self.links(environment, 4, 7) == [
            ("Mới nhất", "/x/"), ("Tin mới hơn", "/x/trang/5/"), ("Trang 4", ""),
            ("Tin cũ hơn", "/x/trang/3/"), ("Cũ nhất", "/x/trang/1/"),
        ]  # fmt: skip

    def test_no_place_is_linked_twice(self, environment: jinja2.Environment) -> None:
        for number in range(8):
            hrefs = [href for _, href in self.links(environment, number, 7) if href]
            assert len(hrefs) == len(set(hrefs))

    def test_prev_is_newer_as_the_list_is_read(self, environment: jinja2.Environment) -> None:
        page = sample_site.list_page("/x/", 4)
        html = soup(render(environment, "pagination", "{{ pagination(page) }}", page=page))
        assert {str(a["rel"]): a["href"] for a in html.select("a[rel]")} == {
            "['prev']": "/x/trang/5/", "['next']": "/x/trang/3/",
        }  # fmt: skip

    def test_one_page_needs_none(self, environment: jinja2.Environment) -> None:
        assert self.links(environment, 0, 0) == []


def test_a_month_names_no_other_years(built: dict[str, BeautifulSoup]) -> None:
    for href, others in (("/2022/", ["/2021/", "/2019/"]), ("/2022/thang-12/", [])):
        assert [link["href"] for link in built[href].select("nav[aria-label='Các năm'] a")] == others
