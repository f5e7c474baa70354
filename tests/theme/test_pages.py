"""Whole pages: what must be on every one, what must never be on some, and what the stylesheet and script may weigh."""

from __future__ import annotations

import gzip
import itertools
import re
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest
from bs4 import BeautifulSoup

from plugins.tip_off.script import exit_script
from plugins.visit_counter.figures import waiting
from tests.theme import sample_site, samples, shapes

THEME = Path(__file__).resolve().parents[2] / "theme"
PAGES = sample_site.pages()
TIP_OFF = ("/to-giac-toi-pham/", "/to-giac-toi-pham/en/")
SAFE = {
    "article.content",
    "page.content",
    "article.lead_html",
    "article.title_html",
    "page.title_html",
    "head.article.structured_data",
}


def text(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ").split())


@pytest.mark.parametrize("address", PAGES)
class TestEveryPage:
    def test_one_h1_and_headings_in_order(self, built: dict[str, BeautifulSoup], address: str) -> None:
        levels = [int(heading.name[1]) for heading in built[address].find_all(re.compile(r"^h[1-6]$"))]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))

    def test_landmarks_and_skip_link(self, built: dict[str, BeautifulSoup], address: str) -> None:
        page = built[address]
        assert page.main is not None
        assert page.header is not None
        assert page.footer is not None
        first = page.body.a if page.body else None
        assert first is not None
        assert first["href"] == f"#{page.main['id']}"

    def test_ids_are_unique(self, built: dict[str, BeautifulSoup], address: str) -> None:
        ids = [element["id"] for element in built[address].find_all(id=True)]
        assert len(ids) == len(set(ids))

    def test_labels_point_somewhere(self, built: dict[str, BeautifulSoup], address: str) -> None:
        page = built[address]
        ids = {element["id"] for element in page.find_all(id=True)}
        named = " ".join(str(element["aria-labelledby"]) for element in page.select("[aria-labelledby]"))
        assert set(named.split()) <= ids

    def test_nothing_inline_and_nothing_foreign(self, built: dict[str, BeautifulSoup], address: str) -> None:
        page = built[address]
        assert not page.find_all(style=True)
        assert not page.find_all("style")
        inline = [script for script in page.find_all("script") if not script.get("src")]
        if address in TIP_OFF:
            assert [script.string for script in inline] == [exit_script().text]
        else:
            assert all(script["type"] == "application/ld+json" for script in inline)
        loaded = [str(element.get("src", "")) for element in page.find_all(["script", "img", "video", "iframe"])]
        assert all(source.startswith("/") for source in loaded if source)

    def test_other_sites_learn_nothing(self, built: dict[str, BeautifulSoup], address: str) -> None:
        links = built[address].find_all("a", href=re.compile("^https?:"))
        assert all({"noreferrer", "noopener"} <= set(link["rel"]) for link in links)

    def test_every_picture_has_its_size(self, built: dict[str, BeautifulSoup], address: str) -> None:
        pictures = built[address].find_all("img")
        assert all(image.get("width") and image.get("height") and image.has_attr("alt") for image in pictures)
        assert sum(image.get("fetchpriority") == "high" for image in pictures) <= 1

    def test_policy_comes_before_anything_it_rules(self, built: dict[str, BeautifulSoup], address: str) -> None:
        metas = built[address].find_all("meta")
        assert metas[1]["http-equiv"] == "Content-Security-Policy"

    def test_no_control_that_does_nothing(self, built: dict[str, BeautifulSoup], address: str) -> None:
        page = built[address]
        assert not page.find_all(["form", "input", "select"])
        assert all(button.get("popovertarget") or button.find_parent(hidden=True) for button in page.find_all("button"))

    def test_never_reproduced(self, built: dict[str, BeautifulSoup], address: str) -> None:
        assert not re.search(r"Loading\.\.\.|0 phản hồi|0 trong 0", text(built[address]))


class TestHead:
    def test_title_is_plain(self, built: dict[str, BeautifulSoup]) -> None:
        page = built[samples.SHORT.href]
        assert page.title is not None
        assert page.title.get_text() == f"{samples.SHORT.title} – {samples.PORTAL.name}"

    def test_canonical(self, built: dict[str, BeautifulSoup]) -> None:
        for address, page in built.items():
            link = page.find("link", rel="canonical")
            if address == "/404.html":
                assert link is None
            elif PAGES[address][0] not in ("tag.html", "event.html"):
                assert link is not None
                assert link["href"] == f"https://example.org{address}"

    def test_open_graph_of_an_article(self, built: dict[str, BeautifulSoup]) -> None:
        found = {meta["property"]: meta["content"] for meta in built[samples.LONG.href].find_all("meta", property=True)}
        assert found["og:type"] == "article"
        assert found["og:locale"] == "vi_VN"
        assert found["og:image"] == "https://example.org/anh/border-960.jpg"

    def test_structured_data(self, built: dict[str, BeautifulSoup]) -> None:
        block = built[samples.LONG.href].find("script", type="application/ld+json")
        assert block is not None
        assert block.string == samples.LONG.structured_data


class TestArticlePage:
    def test_capitals_are_calmed(self, built: dict[str, BeautifulSoup]) -> None:
        heading = built[samples.LONG.href].h1
        assert heading is not None
        assert heading["class"] == ["caps"]

    def test_rail_order(self, built: dict[str, BeautifulSoup]) -> None:
        headings = [heading.get_text() for heading in built[samples.LONG.href].select(".rail h2")]
        assert headings == [
            "Anh, chị biết thêm điều gì?",
            "Tin liên quan",
            "Theo dòng sự kiện",
            "Những tin mới hơn",
            "Những tin cũ hơn",
            "Thông báo",
            "Văn bản và góp ý",
            "Thống kê truy cập",
            "Liên kết",
        ]

    def test_source_line(self, built: dict[str, BeautifulSoup]) -> None:
        assert "Nguồn tin: Trần Đức Mậu - BDVTU" in text(built[samples.LONG.href])
        link = built[samples.SHORT.href].select_one(".src a")
        assert link is not None
        assert link.get_text() == "Đi tới nguồn bài viết"

    def test_lean_article_has_no_empty_parts(self, environment: jinja2.Environment) -> None:
        lean = shapes.Article(
            "Tin ngắn", "/2020/tin-ngan/", samples.ACTIVITY, samples.year(2020), content="<p>Một câu.</p>"
        )
        page = BeautifulSoup(
            environment.get_template("article.html").render({**sample_site.every_page(), "article": lean}),
            "html.parser",
        )
        assert not page.select(".sapo, .src, .files, .tags, .fold")

    def test_no_script_gets_in_by_a_title(self, environment: jinja2.Environment) -> None:
        evil = replace(samples.SHORT, title="<script>1</script>", description='"><script>2</script>')
        html = environment.get_template("article.html").render({**sample_site.every_page(), "article": evil})
        assert "<script>" not in html


def test_front_page_with_nothing_still_stands(environment: jinja2.Environment) -> None:
    front = type("Front", (), {"lead": None, "secondary": [], "latest": [], "blocks": []})()
    bare = {
        **sample_site.every_page(),
        "front": front,
        "visits": waiting("eight"),
        "notices": [],
        "notices_section": None,
        "alert": None,
        "tiles": [],
        "links": [],
        "banners": [],
        "nav": [],
    }
    page = BeautifulSoup(environment.get_template("index.html").render(bare), "html.parser")
    assert page.h1 is not None
    assert not page.select(".notice, .tiles, .banners")
    assert {cell.get_text() for cell in page.select(".stats dd")} == {"–"}


def test_safe_only_where_it_was_agreed() -> None:
    found = {
        match
        for path in (THEME / "templates").rglob("*.html")
        for match in re.findall(r"\{\{[- ]*([\w.]+) *\| *safe", path.read_text("utf-8"))
    }
    assert found <= SAFE


def test_no_template_of_another_theme_leaks() -> None:
    for path in (THEME / "templates").rglob("*.html"):
        assert "!simple" not in path.read_text("utf-8")
        assert "!theme" not in path.read_text("utf-8")


def test_every_static_part_is_in_its_bundle() -> None:
    for part in ("css", "js", "js/figures"):
        folder = THEME / "static" / part
        listed = (folder / "bundle.txt").read_text("utf-8").split()
        assert sorted(listed) == sorted(path.name for path in folder.glob(f"*.{part.split('/')[0]}"))


def test_weight() -> None:
    """Before minifying, so with room to spare: the whole page may be 30 KB, the script 1.5 KB."""
    css = "".join(path.read_text("utf-8") for path in sorted((THEME / "static" / "css").glob("*.css")))
    assert len(gzip.compress(css.encode(), 9)) < 12_000
    assert (THEME / "static" / "js" / "site.js").stat().st_size < 1_500


def test_stylesheet_asks_for_nothing_and_moves_nothing() -> None:
    css = "".join(path.read_text("utf-8") for path in (THEME / "static" / "css").glob("*.css"))
    assert "url(" not in css
    assert "@import" not in css
    assert "@font-face" not in css
    assert not re.search(r"transition|animation|text-transform|text-align: justify|scroll-behavior", css)
