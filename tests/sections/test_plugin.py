"""What the receivers put on articles, with a generator of plain values."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pelican.settings import DEFAULT_CONFIG

from plugins.common.dates import parse_date
from plugins.common.problems import report_of
from plugins.sections.plugin import _arrange, _arrange_pages, _compose
from tests.sections.articles import article, slugs


def generator(root: Path, *articles: Any, **lists: list[Any]) -> Any:
    """A generator after reading; it was started on 22 November 2026."""
    settings: dict[str, Any] = {**DEFAULT_CONFIG, "NOW": "2026-11-22 10:00", "SECTIONS": {}}
    context: dict[str, Any] = {"generated_content": {}}
    for each in (*articles, *lists.get("drafts", ())):
        each.url = f"{each.when.year}/{each.slug}/"
        each.section_name = getattr(each, "section_name", None)
        each.kind = getattr(each, "kind", "tin")
        each.expires = getattr(each, "expires", None)
        each.get_relative_source_path = lambda path=each.source_path: path
        context["generated_content"][each.source_path] = each
    made = {"articles": list(articles), "hidden_articles": [], "drafts": [], **lists}
    return SimpleNamespace(settings=settings, context=context, path=str(root), **made)


def test_a_held_article_leaves_no_trace(tmp_path: Path) -> None:
    held = article("giu", "2026-12-01 06:00", embargo=parse_date("2026-12-01 06:00"), tag_names=["bí mật"])
    out = article("ra", tag_names=["dân vận"])
    made = generator(tmp_path, held, out)
    _arrange(made)
    assert slugs(made.articles) == ["ra"]
    assert [k.name for k in made.context["keywords"]] == ["dân vận"]
    assert list(made.context["generated_content"]) == ["ra.md"]
    assert report_of(made.settings).errors == []


def test_drafts_give_no_keywords(tmp_path: Path) -> None:
    draft = article("nhap", tag_names=["bí mật", "dân vận"])
    made = generator(tmp_path, article("ra", tag_names=["dân vận"]), drafts=[draft])
    _arrange(made)
    assert [k.name for k in made.context["keywords"]] == ["dân vận"]
    assert [k.name for k in draft.keywords] == ["dân vận"]


def test_events_of_published_hidden_and_draft_articles(tmp_path: Path) -> None:
    held = article("giu", "2026-12-01 06:00", embargo=parse_date("2026-12-01 06:00"), event="Bí mật")
    ended = article("het", event="Bão", kind="thong-bao", expires=parse_date("2026-11-21"))
    out, hidden = article("ra", event="Bão"), article("an", event="bão")
    drafts = [article("nhap", event="BÃO"), article("nhap-hai", event="Bí mật"), article("nhap-ba")]
    made = generator(tmp_path, held, out, ended, article("khac", event="Bão"), drafts=[*drafts, hidden])
    made.drafts.remove(hidden)
    made.hidden_articles = [hidden]
    made.settings["SECTIONS"] = {"thread": 1}
    _arrange(made)
    (thread,) = made.context["threads"]
    assert (thread.name, thread.count) == ("Bão", 3)
    assert [each.thread for each in (out, ended, hidden, *drafts)] == [thread, thread, thread, thread, None, None]
    others = {each.slug: slugs(each.find_thread_others([])) for each in (out, ended, hidden, *drafts)}
    assert others == {name: ["khac"] for name in ("ra", "het", "an", "nhap")} | {"nhap-hai": [], "nhap-ba": []}
    assert slugs(out.find_thread_others(made.articles)) == []


def test_wrong_events_are_told_of_held_articles_too(tmp_path: Path) -> None:
    held = article("giu", "2026-12-01 06:00", embargo=parse_date("2026-12-01 06:00"), event="…")
    made = generator(tmp_path, held)
    _arrange(made)
    assert [(problem.file, problem.value) for problem in report_of(made.settings).errors] == [("giu.md", "…")]
    assert made.context["threads"] == []


def test_two_spellings_are_one_keyword_of_an_article(tmp_path: Path) -> None:
    made = generator(tmp_path, article("a", tag_names=["hòa bình", "Hoà bình"]))
    _arrange(made)
    assert [k.slug for k in made.articles[0].keywords] == ["hoa-binh"]


def test_sections_come_from_the_header_or_the_folder(tmp_path: Path) -> None:
    one = article("a", source_path="phong-trao/2021/a.md")
    other = article("b", source_path="phong-trao/b.md", section_name="Dân vận")
    root = article("c", source_path="c.md")
    made = generator(tmp_path, one, other, root)
    _arrange(made)
    assert [each.section.slug for each in (one, other, root)] == ["phong-trao", "dan-van", "tin-tuc"]
    assert one.href == "/2021/a/"


def test_notices_in_force(tmp_path: Path) -> None:
    notices = [
        article("con", kind="thong-bao", expires=parse_date("2026-11-22")),
        article("het", kind="thong-bao", expires=parse_date("2026-11-21")),
        article("mai", kind="thong-bao"),
        article("tin"),
    ]
    made = generator(tmp_path, *notices)
    _arrange(made)
    _compose(made)
    assert slugs(made.context["notices"]) == ["con", "mai"]
    assert slugs(made.context["front"].latest) == ["tin"]
    assert made.context["notices_section"] is None


def test_a_section_never_takes_the_address_of_an_archive(tmp_path: Path) -> None:
    """``content/2021/bai.md`` names a section 2021, whose page would be the archive of that year."""
    made = generator(tmp_path, article("a", "2021-05-01", source_path="2021/a.md"))
    _arrange(made)
    _compose(made)
    made.context["articles"] = made.articles
    pages = SimpleNamespace(settings=made.settings, context=made.context, pages=[], hidden_pages=[], draft_pages=[])
    _arrange_pages(pages)
    taken = [period.href for year in made.context["years"] for period in (year, *year.months)]
    assert made.articles[0].section.href not in taken or report_of(made.settings).errors


def test_pages_and_sections_never_take_the_address_of_a_fixed_page(tmp_path: Path) -> None:
    made = generator(tmp_path, article("a", section_name="Thống kê", event="Bão"))
    _arrange(made)
    _compose(made)
    made.context["articles"] = made.articles
    page = SimpleNamespace(
        url="tu-khoa/", source_path="pages/tu-khoa.md", header_lines={}, slug="tu-khoa", embargo=None
    )
    other = SimpleNamespace(**{**vars(page), "url": "su-kien/bao/", "source_path": "pages/bao.md"})
    pages = SimpleNamespace(
        settings=made.settings, context=made.context, pages=[page, other], hidden_pages=[], draft_pages=[]
    )
    _arrange_pages(pages)
    assert {p.value for p in report_of(made.settings).errors} >= {"/tu-khoa/", "/thong-ke/", "/su-kien/bao/"}
    assert {"/su-kien/", "/su-kien/bao/"} <= made.context["addresses"]
