"""When only templates are others, every page is rendered again, without Pelican, and is what a clean build makes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.host.jobs import Job
from plugins.incremental.alone import KeptPage, UnknownJobError, alone_of, read_alone
from plugins.incremental.command import build as build_incrementally
from plugins.incremental.request import FullBuildNeeded
from plugins.incremental.rows import UnknownError
from tests.incremental.edits import Desk, add_event, add_newest, add_notice, add_wanted, as_draft, as_hidden, edit_body
from tests.incremental.lab import Lab
from tests.sites.newsroom import article


def change(lab: Lab, old: str, new: str, name: str = "base.html") -> None:
    """Change a template of the lab's theme."""
    path = lab.project / "theme" / "templates" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def lab(make_lab: Callable[[int], Lab]) -> Lab:
    """A newsroom with one of everything: pages, signposts, notices, drafts, hidden articles, events."""
    made = make_lab(14)
    desk = Desk(made, random.Random(7))
    for edit in (add_notice, as_draft, as_hidden, add_event):
        edit(desk)
    article(
        made.content / "an-ninh", "cu", "title: Bài đã dời\ndate: 2025-03-04\nslug: cu\naliases: [/2019/dia-chi-cu/]"
    )
    article(made.content / "pages", "gop-y", "title: Góp ý\nslug: gop-y", "Lời của *Công an tỉnh*.")
    done = made.build()
    assert done.code == 0, done.printed
    return made


def test_every_page_is_rendered_again(lab: Lab) -> None:
    change(lab, "</head>", " </head>")
    done = lab.build()
    assert done.is_quick, done.reason
    lab.check(when="templates")
    pages = [data for name, data in lab.made().items() if name.endswith(".html")]
    assert len(pages) > 40
    assert all(b" </head>" in data for data in pages if b"<nav" in data)


def test_edits_go_on_from_there_and_templates_from_them(lab: Lab) -> None:
    desk = Desk(lab, random.Random(8))
    for step, edit in enumerate((add_newest, edit_body)):
        change(lab, "</head>", " </head>")
        assert lab.build().is_quick
        edit(desk)
        assert lab.build().is_quick
        lab.check(when=f"step {step}")
    before = lab.made()
    assert lab.build().is_quick
    assert lab.made() == before


def test_why_a_page_was_made_again(lab: Lab, capfd: pytest.CaptureFixture[str]) -> None:
    change(lab, "</head>", " </head>")
    build_incrementally(replace(lab.order(), explain="/gop-y/"))
    assert capfd.readouterr().err == "gop-y/index.html: dựng lại, vì mẫu giao diện đã đổi.\n"


def test_a_template_that_is_new_or_gone(lab: Lab) -> None:
    folder = lab.project / "theme" / "templates" / "components"
    (folder / "mot_dong.html").write_text("<p>Một dòng mới</p>\n", "utf-8")
    change(lab, "</body>", '{% include "components/mot_dong.html" %}</body>')
    assert lab.build().is_quick
    assert "Một dòng mới".encode() in lab.made()["404.html"]
    lab.check(when="a new template")
    change(lab, '{% include "components/mot_dong.html" %}', "")
    (folder / "mot_dong.html").unlink()
    assert lab.build().is_quick
    lab.check(when="without it")


def test_damaged_files_are_put_right_too(lab: Lab) -> None:
    change(lab, "</head>", " </head>")
    for name in ("index.html", "sitemap.xml"):
        (lab.output / name).unlink()
    assert lab.build().is_quick
    lab.check(when="damaged")


def test_wanted_persons_are_read_again(lab: Lab) -> None:
    add_wanted(Desk(lab, random.Random(9)))
    assert not lab.build().is_quick
    change(lab, "</head>", " </head>")
    lab.build()
    lab.check(when="wanted")


@pytest.mark.parametrize(
    "asked",
    [
        "{{ pages[0].metadata }}",
        "{% for page in draft_pages %}{{ page.href }}{% endfor %}",
        "{{ authors|length }}",
        "{% if static_content %}x{% endif %}",
        "{{ JINJA_FILTERS|length }}",
        "{{ articles[0].locale_date }}",
        "{% if article is defined %}{{ article.locale_date }}{% endif %}",
        "{% if page is defined %}{{ page.date }}{% endif %}",
    ],
)
def test_a_template_may_ask_for_what_no_page_was_told(lab: Lab, asked: str) -> None:
    change(lab, "</body>", f"{asked}</body>")
    done = lab.build()
    assert not done.is_quick
    assert done.code == 0, done.printed
    lab.check(when=asked)


@pytest.mark.parametrize("slip", ["{% endfor %}", "{{ 1 / 0 }}", "{% include 'khong-co.html' %}"])
def test_a_slip_in_a_template_leaves_the_site_as_it_was(lab: Lab, slip: str) -> None:
    before = lab.made()
    change(lab, "</body>", f"{slip}</body>")
    done = lab.build()
    assert not done.is_quick
    assert done.code != 0
    assert lab.made() == before
    change(lab, slip, "")
    assert lab.build().code == 0
    assert lab.made() == before


def test_the_gate_of_the_tip_off_pages_looks_at_them_again(lab: Lab) -> None:
    before = lab.made()
    change(lab, "</head>", '<meta name="theo-doi" content="1"></head>')
    done = lab.build()
    assert "không được có <meta" in done.reason
    assert done.code != 0
    assert "trang tố giác không được có" in done.printed
    assert lab.made() == before


@pytest.mark.parametrize("jobs", [1, 3])
def test_however_many_processes_render(lab: Lab, jobs: int) -> None:
    change(lab, "</head>", " </head>")
    build_incrementally(replace(lab.order(), jobs=jobs))
    lab.check(when=f"{jobs} processes")


def test_with_an_article_that_changed_too_all_is_built(lab: Lab) -> None:
    change(lab, "</head>", " </head>")
    edit_body(Desk(lab, random.Random(10)))
    with pytest.raises(FullBuildNeeded, match=r"base\.html"):
        build_incrementally(lab.order())


class Template:
    """A template as a job names it."""

    name = "page.html"


class StrangePage:
    """A page of Pelican with more than is kept."""

    title, href, date = "Góp ý", "/gop-y/", "2026"


def test_what_is_kept_of_a_page() -> None:
    kept = KeptPage(StrangePage())
    assert (kept.title, kept.href) == ("Góp ý", "/gop-y/")
    with pytest.raises(UnknownError, match="date"):
        _ = kept.date
    assert not hasattr(kept, "door")


def test_a_job_of_another_kind_and_values_that_were_lost(tmp_path: Path) -> None:
    with pytest.raises(UnknownJobError, match=r"la\.html: nguoi"):
        alone_of([Job("la.html", Template(), {"nguoi": 1})], [], [], [])  # type: ignore[arg-type]
    kept = alone_of([Job("404.html", Template(), {"page_name": "404"})], [], [], [])  # type: ignore[arg-type]
    assert read_alone(kept.dump()) == kept
    for data in (None, b"", b"x", b"\x80\x05N."):
        with pytest.raises(UnknownError):
            read_alone(data)
