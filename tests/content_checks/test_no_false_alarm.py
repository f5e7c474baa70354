"""Sound articles raise no error: a thousand generated ones, made of the corpus's sentences, and the portal's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from plugins.content_checks.article import Article
from plugins.content_checks.gate import Gate, Told
from plugins.content_checks.reading import Content, read_content
from plugins.content_checks.rules import RULES
from tests.content_checks.support import NOW, portal, site
from tests.support import ROOT, report
from tools.bench_build import generate

ARTICLES = 1000


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The generated articles with the portal's registries, read."""
    folder = tmp_path_factory.mktemp("generated")
    generate(ARTICLES, folder)
    shutil.copytree(ROOT / "content" / "_data", folder / "yaml" / "_data")
    return read_content(folder / "yaml", site(), NOW)


def told(content: Content, articles: Iterable[Article]) -> list[Told]:
    """What the gate tells of some articles."""
    gate = Gate(content.archive, RULES)
    return [one for article in articles for one in gate.check(article)]


def errors(found: Iterable[Told]) -> list[str]:
    """The errors among them, one a line."""
    return [
        f"{Path(one.file).name}:{one.line}: {one.rule.id}: {one.message} {one.value}"
        for one in found
        if one.severity == "error"
    ]


def test_generated_articles_raise_no_error(generated: Content) -> None:
    assert generated.unreadable == []
    assert len(generated.articles) == ARTICLES
    found = errors(told(generated, generated.articles))
    assert not found, report(found)


def test_the_portals_own_articles_and_pages_raise_no_error() -> None:
    content = portal()
    assert content.unreadable == []
    found = errors(told(content, content.articles))
    assert not found, report(found)


def test_the_five_articles_of_the_corpus_are_among_them() -> None:
    names = {Path(article.path).name for article in portal().articles}
    assert {
        "cong-an-ba-ria-vung-tau-phong-chong-dich-2021.md",
        "tang-cuong-cong-tac-dan-van-2021.md",
        "xay-dung-phong-trao-ngay-hoi-2020.md",
        "ba-don-trien-khai-phong-trao-2022.md",
        "tron-ven-ngay-hoi-2019.md",
    } <= names


def test_an_error_put_into_any_of_them_is_told(generated: Content) -> None:
    """That the articles above raise none says something only while the rules look at such articles."""
    secret = "Số căn cước 001099012345, điện thoại 0912 345 678, biển số 72A-123.45."
    for article in generated.articles[:: ARTICLES // 10]:
        body = article.body.rstrip("\n") + f"\n\n{secret}\n"
        changed = Article(article.file, article.path, body, article.header, body, article.body_line)
        ids = {one.rule.id for one in told(generated, [changed]) if one.severity == "error"}
        assert ids == {"identity-number", "private-telephone", "number-plate"}
