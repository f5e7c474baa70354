"""The visit figures on pages: baked, waiting, live; and the page that explains them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import jinja2
import pytest
from bs4 import BeautifulSoup, Tag

from plugins.common.dates import parse_date
from plugins.visit_counter.figures import FOUR, LABELS, Figure, Visits, waiting
from tests.theme import sample_site, samples
from tests.theme.rendering import render, soup, words

CALL = '{{ visit_counter(visits, "/thong-ke/") }}'
PAGES = sample_site.pages()
UNCOUNTED = {"/to-giac-toi-pham/", "/to-giac-toi-pham/en/", "/404.html"}


def cells(page: BeautifulSoup | Tag) -> dict[str, Tag]:
    """Every element that a script may fill, by the key that it names."""
    return {str(cell["data-figure"]): cell for cell in page.select("[data-figure]")}


def html(environment: jinja2.Environment, address: str, **more: Any) -> BeautifulSoup:
    template, own = PAGES[address]
    return soup(environment.get_template(template).render({**sample_site.every_page(), **own, **more}))


class TestBlock:
    def test_eight_figures_in_words(self, environment: jinja2.Environment) -> None:
        page = soup(render(environment, "visit_counter", CALL, visits=samples.VISITS))
        assert [term.get_text() for term in page.find_all("dt")] == list(LABELS.values())
        assert [cell.get_text() for cell in page.find_all("dd")] == [
            *("13.063.547", "26", "1.279", "13.305", "64.860", "chưa đo", "470.665", "726.288")
        ]

    def test_four_figures_in_words(self, environment: jinja2.Environment) -> None:
        four = Visits([Figure(key, label, 1398431) for key, label in FOUR.items()], [])
        page = soup(render(environment, "visit_counter", CALL, visits=four))
        assert [term.get_text() for term in page.find_all("dt")] == list(FOUR.values())
        assert [cell.get_text() for cell in page.find_all("dd")] == ["1.398.431"] * 4

    @pytest.mark.parametrize("layout", ["eight", "four"])
    def test_places_that_wait_have_the_same_words_and_no_figure(
        self, environment: jinja2.Environment, layout: str
    ) -> None:
        page = soup(render(environment, "visit_counter", CALL, visits=waiting(layout)))
        assert [term.get_text() for term in page.find_all("dt")] == [f.label for f in waiting(layout).figures]
        assert {cell.get_text() for cell in page.find_all("dd")} == {"–"}
        assert not any(letter.isdigit() for letter in page.get_text())
        assert page.select_one("a[href='/thong-ke/']")

    def test_baked_and_waiting_differ_in_text_and_class_alone(self, environment: jinja2.Environment) -> None:
        def shape(visits: Visits) -> list[str]:
            page = soup(render(environment, "visit_counter", CALL, visits=visits))
            return [tag.name for tag in page.find_all(True) if tag.name not in ("time", "span")]

        assert shape(samples.VISITS) == shape(waiting("eight")) == shape(replace(waiting("eight"), is_measured=True))

    def test_every_cell_says_where_its_value_comes_from(self, environment: jinja2.Environment) -> None:
        page = soup(render(environment, "visit_counter", CALL, visits=samples.VISITS))
        assert list(cells(page)) == [*LABELS, "as_of"]
        assert {cell["data-src"] for cell in cells(page).values()} == {"/_v/stats.json"}

    def test_what_is_unknown_is_marked_so_that_its_place_can_be_kept(self, environment: jinja2.Environment) -> None:
        page = soup(render(environment, "visit_counter", CALL, visits=samples.VISITS))
        assert [div.dt.get_text() for div in page.select("div.unknown") if div.dt] == ["Tuần trước"]
        assert page.select_one("div.sum dt") is not None


class TestMoment:
    def test_the_moment(self, environment: jinja2.Environment) -> None:
        text = render(environment, "as_of", "{{ as_of(visits) }}", visits=samples.VISITS)
        assert words(text) == "Cập nhật lúc 02:10 27/8/2021"
        assert 'datetime="2021-08-27T02:10:00+07:00"' in text

    def test_a_sample_says_so_and_no_moment_is_seen(self, environment: jinja2.Environment) -> None:
        page = soup(render(environment, "as_of", "{{ as_of(visits) }}", visits=samples.SAMPLE_VISITS))
        assert [line.get_text() for line in page.select("p:not(.unknown)")] == ["Số liệu mẫu, không phải số thật."]
        assert cells(page)["as_of"].find_parent(class_="unknown")

    def test_a_moment_that_nobody_knows_is_not_seen(self, environment: jinja2.Environment) -> None:
        page = soup(render(environment, "as_of", "{{ as_of(visits) }}", visits=Visits([], [])))
        assert not page.select("p:not(.unknown)")


class TestArticleViews:
    def test_an_earlier_sites_views_stand_until_live_ones_are_added(self, environment: jinja2.Environment) -> None:
        cell = cells(html(environment, samples.LONG.href))[samples.LONG.href]
        assert (cell.get_text(), cell["data-base"]) == ("1.297", "1297")
        assert cell["data-src"] == samples.LONG.views_src
        assert not cell.find_parent(class_="unknown")

    @pytest.mark.parametrize("comments", [None, 3])
    def test_without_any_the_place_is_kept_unseen(self, environment: jinja2.Environment, comments: int | None) -> None:
        article = replace(samples.LONG, views=None, comments=comments)
        page = soup(render(environment, "article_meta", "{{ article_meta(article) }}", article=article))
        assert [div.get_text() for div in page.select("div.unknown")] == ["Đã xem –"]
        assert page.select("dl > div")[-1]["class"] == ["unknown"]
        assert not cells(page)[article.href].get("data-base")

    def test_zero_is_a_figure(self, environment: jinja2.Environment) -> None:
        article = replace(samples.LONG, views=0)
        page = soup(render(environment, "article_meta", "{{ article_meta(article) }}", article=article))
        assert cells(page)[article.href].get_text() == "0"

    def test_what_is_not_counted_has_no_live_views(self, environment: jinja2.Environment) -> None:
        for views, text in ((None, ""), (12, "Đã xem 12")):
            article = replace(samples.FESTIVAL, views=views, views_src="")
            page = render(environment, "article_meta", "{{ article_meta(article) }}", article=article)
            assert not cells(soup(page))
            assert words(page).endswith(text)


class TestPages:
    @pytest.mark.parametrize("address", PAGES)
    def test_script_and_picture_are_on_counted_pages_only(self, environment: jinja2.Environment, address: str) -> None:
        page = html(environment, address)
        pictures = page.select("noscript > img")
        if address in UNCOUNTED:
            assert not page.select("script[src*=figures]")
            assert not pictures
            assert not cells(page)
        else:
            own = str(page.select("link[rel=canonical]")[0]["href"]).removeprefix(samples.PORTAL.url)
            assert page.select("script[src='/theme/figures.js'][defer]")
            assert [(img["src"], img["width"], img["height"], img["alt"]) for img in pictures] == [
                (f"/_v/hit.gif?p={own}", "1", "1", "")
            ]
            assert {"total", "as_of"} <= set(cells(page))

    def test_an_address_is_encoded(self, environment: jinja2.Environment) -> None:
        href = "/2026/tên & họ/"
        about = replace(samples.LONG, href=href)
        page = html(environment, "/gioi-thieu/", page=about, countable={href})
        assert page.select("noscript > img")[0]["src"] == "/_v/hit.gif?p=/2026/t%C3%AAn%20%26%20h%E1%BB%8D/"

    @pytest.mark.parametrize("status", ["hidden", "draft"])
    def test_hidden_articles_and_drafts_are_not_counted(self, environment: jinja2.Environment, status: str) -> None:
        article = replace(samples.LONG, href="/2026/an/", status=status, views_src="")
        page = html(environment, samples.LONG.href, article=article)
        assert not page.select("noscript, script[src*=figures], [data-figure]")
        assert page.select_one(".visits a[href='/thong-ke/']")

    def test_only_two_pages_carry_figures(self, environment: jinja2.Environment) -> None:
        carrying = set()
        for address in PAGES:
            texts = [cell.get_text() for key, cell in cells(html(environment, address)).items() if key in LABELS]
            if set(texts) - {"–"}:
                carrying.add(address)
        assert carrying == {"/", "/thong-ke/"}

    def test_the_block_has_its_place_in_the_rail(self, environment: jinja2.Environment) -> None:
        headings = [heading.get_text() for heading in html(environment, samples.LONG.href).select(".rail h2")]
        assert headings[-2:] == ["Thống kê truy cập", "Liên kết"]


class TestStatisticsPage:
    def page(self, environment: jinja2.Environment, visits: Visits) -> BeautifulSoup:
        return html(environment, "/thong-ke/", **sample_site.statistics(visits))

    def test_all_eight_whatever_the_rail_shows(self, environment: jinja2.Environment) -> None:
        four = replace(samples.VISITS, figures=[Figure(key, label, 1) for key, label in FOUR.items()])
        labels = [term.get_text() for term in self.page(environment, four).select(".eight dt")]
        assert labels == list(LABELS.values())

    def test_charts_are_named_and_described(self, environment: jinja2.Environment) -> None:
        page = self.page(environment, samples.VISITS)
        charts = page.select("svg[role=img]")
        assert len(charts) == 2
        for chart in charts:
            title, description = (page.find(id=name) for name in str(chart["aria-labelledby"]).split())
            assert title is not None
            assert description is not None
            assert (title.name, description.name) == ("title", "desc")
            assert title.get_text().startswith("Lượt truy cập mỗi")
            assert "ao nhất" in description.get_text()

    def test_tables_say_what_was_never_measured(self, environment: jinja2.Environment) -> None:
        page = self.page(environment, samples.VISITS)
        months, days = page.select("table")
        rows = [[cell.get_text() for cell in row.select("th, td")] for row in months.select("tbody tr")]
        assert [row[0] for row in rows[:2]] == ["8/2021", "7/2021"]
        assert len(rows) == 25
        assert next(row for row in rows if row[0] == "4/2020")[1:] == ["chưa đo", "chưa đo", "chưa đo", "0/30"]
        assert rows[0][4] == "25/27"
        rows = [[cell.get_text() for cell in row.select("th, td")] for row in days.select("tbody tr")]
        assert len(rows) == 60
        assert rows[0][0] == "Thứ Sáu, 27/8/2021 (chưa hết ngày)"
        assert rows[8] == ["Thứ Năm, 19/8/2021", "chưa đo", "chưa đo"]
        assert all(region.get("aria-label") and region["tabindex"] == "0" for region in page.select(".table"))

    def test_downloads(self, environment: jinja2.Environment) -> None:
        page = self.page(environment, samples.VISITS)
        links = page.select("a[download]")
        assert [link.get_text() for link in links] == ["CSV", "JSON"]
        line = links[0].parent
        assert line is not None
        assert "mỗi ngày một dòng, đến hết 26/8/2021: CSV, JSON." in " ".join(line.get_text().split())

    def test_imports_are_listed(self, environment: jinja2.Environment) -> None:
        lines = [words(str(line)) for line in self.page(environment, samples.VISITS).select(".ledger li")]
        assert lines == [
            "9.000.000 lượt , tính đến 26/8/2019 . Nguồn: Bộ đếm của cổng cũ. Nhập ngày 27/8/2019.",
            "Số từng ngày, từng bài , tính đến 20/8/2021 . Nâng lên bằng số đã công bố, sau khi phục hồi dữ liệu. "
            "Nguồn: Số đã công bố.",
        ]

    def test_a_source_is_plain_text(self, environment: jinja2.Environment) -> None:
        evil = replace(samples.VISITS.imports[0], source="<script>1</script>")
        text = str(self.page(environment, replace(samples.VISITS, imports=[evil])))
        assert "<script>1" not in text

    @pytest.mark.parametrize(
        "visits", [waiting("eight"), samples.SAMPLE_VISITS, Visits(samples.FIGURES, samples.FIGURES)]
    )
    def test_without_history_nothing_is_drawn(self, environment: jinja2.Environment, visits: Visits) -> None:
        page = self.page(environment, visits)
        assert not page.select("[role=img], table, a[download], .ledger")
        assert page.select(".method dt")
        assert ("cổng chưa đếm" in words(str(page))) == (visits.sample or not visits.is_measured)

    def test_what_is_measured_is_not_called_unmeasured(self, environment: jinja2.Environment) -> None:
        assert "cổng chưa đếm" not in words(str(self.page(environment, samples.VISITS)))

    def test_privacy_is_named_where_there_is_such_a_page(self, environment: jinja2.Environment) -> None:
        page = html(environment, "/thong-ke/", countable={"/thong-ke/", "/quyen-rieng-tu/"})
        assert page.select("main a[href='/quyen-rieng-tu/']")
        assert not html(environment, "/thong-ke/").select("main a[href='/quyen-rieng-tu/']")


def test_a_partial_moment_is_written_as_it_is_known(environment: jinja2.Environment) -> None:
    visits = Visits([], [], parse_date("2026-11-22"))
    assert words(render(environment, "as_of", "{{ as_of(visits) }}", visits=visits)) == "Cập nhật lúc 22/11/2026"
