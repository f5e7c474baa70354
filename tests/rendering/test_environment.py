"""The quick environment renders what Jinja renders: every page of the sample site, every call, every kind of value."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from plugins.rendering.environment import ThemeEnvironment
from plugins.rendering.memo import Memo
from plugins.rendering.plugin import _share_environment
from plugins.typography.headline import Headlines
from tests.theme import sample_site, samples

ROOT = Path(__file__).resolve().parents[2]
OPTIONS: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}


class Forgetful(Memo):
    """Never finds anything."""

    def find(self, place: str, *values: Any) -> None:
        """Nothing."""


def theme(kind: type[jinja2.Environment], **options: Any) -> jinja2.Environment:
    environment = kind(loader=jinja2.FileSystemLoader(ROOT / "theme" / "templates"), **OPTIONS, **options)
    environment.filters["headline"] = Headlines().html
    return environment


def test_every_page_is_what_plain_jinja_makes_of_it_whatever_was_rendered_before() -> None:
    plain, quick = theme(jinja2.Environment, extensions=[Forgetful]), theme(ThemeEnvironment)
    pages = {
        address: (name, {**sample_site.every_page(), **own}) for address, (name, own) in sample_site.pages().items()
    }
    expected = {address: plain.get_template(name).render(values) for address, (name, values) in pages.items()}
    for addresses in (pages, reversed(pages)):
        for address in addresses:
            name, values = pages[address]
            assert quick.get_template(name).render(values) == expected[address], address


def test_the_theme_shares_what_is_the_same() -> None:
    """Else the memory would be nothing but a cost."""
    quick, frame = theme(ThemeEnvironment), sample_site.every_page()
    memo = next(extension for extension in quick.extensions.values() if isinstance(extension, Memo))
    kept = []
    for article in (samples.LONG, samples.SHORT, samples.LONG, replace(samples.LONG, title="Bài khác")):
        quick.get_template("article.html").render({**frame, "article": article})
        kept.append(len(memo._kept))
    assert kept[0] > 9
    assert kept[1:] == [kept[1]] * 3, "another article of the same section, with the same neighbours, adds nothing"


class Shy:
    """Neither text nor HTML."""

    def __str__(self) -> str:
        return "<b>"


class Html:
    def __html__(self) -> str:
        return "<i>"


@pytest.mark.parametrize("value", ["<", Markup("<b>"), 3, 1.5, None, True, ["<"], Shy(), Html(), jinja2.Undefined()])
def test_each_value_is_escaped_as_jinja_escapes_it(value: object) -> None:
    source = "{{ a }}{% set b %}{{ a }}{% endset %}{{ b }}{{ a|string|upper }}{{ a ~ '<' }}"
    quick, plain = (kind(**OPTIONS).from_string(source) for kind in (ThemeEnvironment, jinja2.Environment))
    assert quick.render(a=value) == plain.render(a=value)


MACROS = """
{% macro m(a, b="B", c=a) %}({{ a }}|{{ b }}|{{ c }}){% endmacro %}
{% macro rest(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}
{% macro wraps(a) %}[{{ caller(a) }}]{% endmacro %}
"""


@pytest.mark.parametrize(
    "call",
    [
        "{{ m(1) }}", "{{ m('<', 2) }}", "{{ m(1, c='<') }}", "{{ m(c=3, a=1, b=2) }}", "{{ m() }}", "{{ m(1, 2, 3) }}",
        "{{ m(1, 2, 3, 4) }}", "{{ m(1, a=2) }}", "{{ m(1, d=2) }}", "{{ rest(1, 2, x=3) }}", "{{ m(*[1, 2]) }}",
        "{% call(x) wraps('<') %}{{ x }}{% endcall %}", "{% for i in [1, 2] %}{{ m(i, loop.index) }}{% endfor %}",
        "{{ 'a b'.split(' ') }}", "{{ 'a b'.split(sep='a', maxsplit=1) }}", "{{ ' <'.join(['a', '<']) }}",
        "{{ ('<'|safe).join(['<']) }}", "{{ 'a'.split(3) }}", "{{ dict(a=1) }}", "{{ ''.nothing() }}",
    ],
)  # fmt: skip
def test_each_call_does_what_it_does_in_jinja(call: str) -> None:
    told = []
    for kind in (ThemeEnvironment, jinja2.Environment):
        try:
            told.append(kind(**OPTIONS).from_string(MACROS + call).render())
        except (TypeError, jinja2.UndefinedError) as error:
            told.append(f"{type(error).__name__}: {error}")
    assert told[0] == told[1]


def test_templates_are_loaded_once_and_imported_once(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('{% from "b.html" import b %}{{ b() }}')
    (tmp_path / "b.html").write_text("{% macro b() %}1{% endmacro %}")
    environment = ThemeEnvironment(loader=jinja2.FileSystemLoader(tmp_path), **OPTIONS)
    assert environment.get_template("a.html").render() == "1"
    (tmp_path / "b.html").unlink()
    assert environment.get_template("a.html").render() == "1"
    with pytest.raises(jinja2.TemplateNotFound, match=r"c\.html"):
        environment.get_template("c.html")


def test_globals_of_one_template_are_no_others() -> None:
    environment = ThemeEnvironment(loader=jinja2.DictLoader({"a.html": "{{ b }}", "c.html": "{{ b }}"}), **OPTIONS)
    assert environment.get_template("a.html").render() == ""
    assert environment.get_template("a.html", globals={"b": 1}).render() == "1"
    assert [environment.get_template(name).render() for name in ("a.html", "c.html")] == ["", ""]
    environment.globals["b"] = 2
    assert [environment.get_template(name).render() for name in ("a.html", "c.html")] == ["2", "2"]


def _generator(context: dict[str, Any], cache: Path) -> SimpleNamespace:
    own = jinja2.Environment(loader=jinja2.DictLoader({"a.html": "{{ shout('x')|thrice }}"}))
    own.filters["thrice"] = lambda text: text * 3
    own.globals["shout"] = str.upper
    return SimpleNamespace(context=context, settings={"CACHE_PATH": str(cache), "JINJA_ENVIRONMENT": OPTIONS}, env=own)


def test_all_generators_of_a_build_share_one_and_another_build_has_its_own(tmp_path: Path) -> None:
    context: dict[str, Any] = {}
    first, second, next_build = (_generator(values, tmp_path) for values in (context, context, {}))
    for generator in (first, second, next_build):
        _share_environment(generator)
    assert first.env is second.env
    assert next_build.env is not first.env
    assert first.env.get_template("a.html").render() == "XXX"
    assert list((tmp_path / "templates").iterdir())


def test_renders_where_pelican_is_not_imported() -> None:
    code = "import sys, plugins.rendering.environment, plugins.rendering.compiled; sys.exit('pelican' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
