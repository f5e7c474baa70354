"""JSON-LD."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.common.dates import parse_date
from plugins.common.media import Picture
from plugins.portal.settings import Identity
from plugins.sections.section import Section
from plugins.structured_data.schema import article_json

PORTAL = Identity(name="Công an tỉnh A", url="https://a.vn")


def article(**values: Any) -> Any:
    usual: dict[str, Any] = {
        "title": "Tiêu đề", "href": "/2021/a/", "when": parse_date("2021-12-26 21:42"), "updated": None,
        "section": Section("Hoạt động", "hoat-dong"), "author_names": None, "description": "Mô tả", "cover": None,
        "keywords": [], "thread": None,
    }  # fmt: skip
    return SimpleNamespace(**usual | values)


def read(**values: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    graph = json.loads(article_json(article(**values), PORTAL))
    assert graph["@context"] == "https://schema.org"
    news, crumbs = graph["@graph"]
    return news, crumbs


def test_a_plain_article() -> None:
    news, crumbs = read()
    agency = {"@type": "GovernmentOrganization", "name": "Công an tỉnh A", "url": "https://a.vn/"}
    assert news == {
        "@type": "NewsArticle", "headline": "Tiêu đề", "url": "https://a.vn/2021/a/",
        "mainEntityOfPage": "https://a.vn/2021/a/", "datePublished": "2021-12-26T21:42:00+07:00",
        "dateModified": "2021-12-26T21:42:00+07:00", "inLanguage": "vi", "articleSection": "Hoạt động",
        "publisher": agency, "author": agency, "description": "Mô tả",
    }  # fmt: skip
    assert crumbs == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Trang chủ", "item": "https://a.vn/"},
            {"@type": "ListItem", "position": 2, "name": "Hoạt động", "item": "https://a.vn/hoat-dong/"},
            {"@type": "ListItem", "position": 3, "name": "Tiêu đề", "item": "https://a.vn/2021/a/"},
        ],
    }


def test_all_that_an_article_may_have() -> None:
    news, _ = read(
        cover=Picture("/images/a-800.jpg", 800, 600, "", (), "images/a.jpg"), author_names="Khánh Vi",
        updated=parse_date("2021-12-28"), keywords=[SimpleNamespace(name="dân vận"), SimpleNamespace(name="an ninh")],
    )  # fmt: skip
    assert news["image"] == {
        "@type": "ImageObject",
        "url": "https://a.vn/images/a-800.jpg",
        "width": 800,
        "height": 600,
    }
    assert news["author"] == {"@type": "Person", "name": "Khánh Vi"}
    assert news["dateModified"] == "2021-12-28"
    assert news["keywords"] == ["dân vận", "an ninh"]


@pytest.mark.parametrize(
    ("written", "iso"), [("2019", "2019"), ("Tháng 8/2021", "2021-08"), ("26/12/2021", "2021-12-26")]
)
def test_dates_are_as_exact_as_known(written: str, iso: str) -> None:
    news, _ = read(when=parse_date(written))
    assert (news["datePublished"], news["dateModified"]) == (iso, iso)


def test_without_a_description() -> None:
    assert "description" not in read(description="")[0]


@pytest.mark.parametrize(
    "text",
    ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "a & b", '“Vì dân” "x" \\ \u2028', "</SCRIPT >"],
)
def test_nothing_breaks_out_of_the_script(text: str) -> None:
    section = Section(text, "a")
    values: dict[str, Any] = {"title": text, "description": text, "author_names": text, "section": section}
    values |= {"keywords": [SimpleNamespace(name=text)], "thread": SimpleNamespace(name=text, href="/su-kien/a/")}
    written = article_json(article(**values), Identity(name=text))
    assert not {"<", ">", "&"} & set(written)
    news = json.loads(written)["@graph"][0]
    assert news["isPartOf"]["name"] == text
    assert news["headline"] == news["description"] == news["author"]["name"] == news["articleSection"] == text
    assert news["keywords"] == [text]


def test_an_article_is_part_of_its_event() -> None:
    news, _ = read(thread=SimpleNamespace(name="Bão số 3", href="/su-kien/bao-so-3/"))
    event = {"@type": "CollectionPage", "name": "Bão số 3", "url": "https://a.vn/su-kien/bao-so-3/"}
    assert news["isPartOf"] == event


def test_vietnamese_letters_stay_readable() -> None:
    assert "Tiêu đề" in article_json(article(), PORTAL)
