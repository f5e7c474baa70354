"""Every component: documented, rendered from the examples of its own documentation, escaping what is plain text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from jinja2 import nodes

from tests.theme import samples, shapes, tip_off_samples, wanted_samples
from tests.theme.rendering import example_values, render, soup

COMPONENTS = Path(__file__).resolve().parents[2] / "theme" / "templates" / "components"
NAMES = sorted(path.stem for path in COMPONENTS.glob("*.html"))
EVIL = '<script>alert("x")</script>'
ESCAPED = "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;"


def documentation(name: str) -> str:
    """The leading comment of a component."""
    source = (COMPONENTS / f"{name}.html").read_text("utf-8")
    found = re.match(r"\{#\n(.*?)#\}", source, re.DOTALL)
    assert found, f"{name}.html must begin with a comment that documents it"
    return found.group(1)


def examples() -> list[tuple[str, str]]:
    return [
        (name, line) for name in NAMES for line in re.findall(r"^Example: (.+)$", documentation(name), re.MULTILINE)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_documents_every_parameter(environment: jinja2.Environment, name: str) -> None:
    tree = environment.parse((COMPONENTS / f"{name}.html").read_text("utf-8"))
    macros = list(tree.find_all(nodes.Macro))
    assert [macro.name for macro in macros] == [name], "one macro in a file, of the file's name"
    text = documentation(name)
    missing = [
        argument.name for argument in macros[0].args if not re.search(rf"^{argument.name} +\S", text, re.MULTILINE)
    ]
    assert not missing
    assert "Example: " in text


@pytest.mark.parametrize(("name", "example"), examples())
def test_example_renders(environment: jinja2.Environment, name: str, example: str) -> None:
    html = render(environment, name, example, **example_values())
    assert html.strip()
    assert "style=" not in html
    assert "onclick" not in html
    assert not soup(html).find("script")


@pytest.mark.parametrize(
    ("name", "call", "values"),
    [
        ("story", "{{ story(article) }}", {"article": replace(samples.SHORT, title=EVIL)}),
        ("story_list", "{{ story_list([article]) }}", {"article": replace(samples.SHORT, title=EVIL)}),
        ("notice", "{{ notice(article) }}", {"article": replace(samples.RECRUITING, title=EVIL)}),
        (
            "related_news",
            "{{ related_news([item]) }}",
            {"item": SimpleNamespace(article=samples.SHORT, reason=shapes.Reason("gần", (EVIL,)))},
        ),
        (
            "event_thread",
            "{{ event_thread(thread, [article]) }}",
            {"thread": shapes.EventThread(EVIL, "a", 2, samples.year(2019)), "article": samples.SHORT},
        ),
        ("alert", "{{ alert(item) }}", {"item": SimpleNamespace(text=EVIL, href="/x/", until=None)}),
        ("breadcrumb", "{{ breadcrumb([item]) }}", {"item": shapes.NavItem(EVIL, "/x/")}),
        ("section_head", '{{ section_head(label, "x") }}', {"label": EVIL}),
        ("keywords", "{{ keywords([item]) }}", {"item": shapes.NavItem(EVIL, "/x/")}),
        ("abbreviations", "{{ abbreviations([(evil, evil)]) }}", {"evil": EVIL}),
        ("name_notes", "{{ name_notes([evil]) }}", {"evil": EVIL}),
        ("source_lines", "{{ source_lines(evil, None, evil) }}", {"evil": EVIL}),
        ("tip_off", '{{ tip_off("/x/", [], evil, evil) }}', {"evil": EVIL}),
        ("wanted_notice", "{{ wanted_notice(article) }}", {"article": wanted_samples.named(EVIL)}),
        ("links", "{{ links([item]) }}", {"item": shapes.NavItem(EVIL, "/x/")}),
        ("basis", "{{ basis(evil) }}", {"evil": EVIL}),
        ("fact_list", "{{ fact_list([item]) }}", {"item": tip_off_samples.fact("tip", EVIL, EVIL)}),
        ("emergency_strip", "{{ emergency_strip([item]) }}", {"item": SimpleNamespace(number="1", label=EVIL)}),
        (
            "topic",
            "{{ topic(item) }}",
            {"item": SimpleNamespace(**{**vars(tip_off_samples.TOPICS[0]), "heading": EVIL})},
        ),
        (
            "channel",
            "{{ channel(item) }}",
            {"item": SimpleNamespace(**{**vars(tip_off_samples.CHANNELS[0]), "value": EVIL, "name": EVIL})},
        ),
    ],
)
def test_plain_text_is_escaped(environment: jinja2.Environment, name: str, call: str, values: dict[str, Any]) -> None:
    html = render(environment, name, call, **values)
    assert "<script" not in html
    assert ESCAPED in html


def test_attributes_are_escaped(environment: jinja2.Environment) -> None:
    image = shapes.Picture("/a.jpg", 3, 2, 'Ảnh "x" > y', (), "images/a.jpg")
    img = soup(render(environment, "picture", "{{ picture(image) }}", image=image)).img
    assert img is not None
    assert img["alt"] == 'Ảnh "x" > y'


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("abbreviations", "{{ abbreviations([]) }}"),
        ("alert", "{{ alert(None) }}"),
        ("article_list_block", '{{ article_list_block("Những tin cũ hơn", "x", []) }}'),
        ("attachments", "{{ attachments([]) }}"),
        ("banners", "{{ banners([]) }}"),
        ("basis", '{{ basis("") }}'),
        ("channel_list", "{{ channel_list([]) }}"),
        ("emergency_call", "{{ emergency_call([]) }}"),
        ("emergency_numbers", "{{ emergency_numbers([]) }}"),
        ("emergency_strip", "{{ emergency_strip([]) }}"),
        ("event_thread", "{{ event_thread(None, []) }}"),
        ("fact_list", "{{ fact_list([]) }}"),
        ("keywords", "{{ keywords([]) }}"),
        ("link_tiles", "{{ link_tiles([]) }}"),
        ("links", "{{ links([]) }}"),
        ("name_notes", "{{ name_notes([]) }}"),
        ("notices", "{{ notices([]) }}"),
        ("related_news", "{{ related_news([]) }}"),
        ("source_lines", "{{ source_lines() }}"),
        ("story_list", "{{ story_list([]) }}"),
        ("visit_imports", "{{ visit_imports([]) }}"),
        ("wanted_checks", "{{ wanted_checks([]) }}"),
        ("year_list", "{{ year_list([]) }}"),
    ],
)
def test_nothing_to_say_says_nothing(environment: jinja2.Environment, name: str, call: str) -> None:
    assert render(environment, name, call).strip() == ""
