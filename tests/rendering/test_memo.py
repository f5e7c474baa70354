"""What is kept is shown only where it is the same; a template that could show another page's words does not compile."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError
from markupsafe import Markup

from plugins.rendering.environment import ThemeEnvironment
from plugins.rendering.memo import Memo


def environment(**templates: str) -> ThemeEnvironment:
    sources = {f"{name}.html": source for name, source in templates.items()}
    return ThemeEnvironment(loader=jinja2.DictLoader(sources), autoescape=True, trim_blocks=True, lstrip_blocks=True)


class Counter:
    """Puts out how often it was put out."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = count(1)

    def __str__(self) -> str:
        return str(next(self._numbers))


def shown(source: str, *values: object) -> list[str]:
    """What one template shows of several values of ``a``, one after the other."""
    template = environment(trang=source).get_template("trang.html")
    counter = Counter()
    return [template.render(a=value, n=counter) for value in values]


COUNTED = "{% memo a, n %}{{ a }} {{ n }}{% endmemo %}"


def test_the_same_values_are_rendered_once() -> None:
    assert shown(COUNTED, "x", "y", "x", "y") == ["x 1", "y 2", "x 1", "y 2"]
    assert shown("{{ n }} {% memo a %}{{ a }}{% endmemo %}", "x", "x") == ["1 x", "2 x"]


def test_text_and_numbers_are_the_same_when_equal_all_else_when_it_is_one_object() -> None:
    one, other = ["x"], ["x"]
    assert [text.split()[-1] for text in shown(COUNTED, one, other, one)] == ["1", "2", "1"]
    assert shown(COUNTED, "a" * 40, "".join(["a"] * 40))[1].endswith(" 1")


@pytest.mark.parametrize(
    ("first", "second"), [("a<b", Markup("a<b")), (1, True), (0, False), (1, 1.0), ("", None), ("None", None)]
)
def test_what_is_equal_but_shown_in_another_way_is_kept_apart(first: object, second: object) -> None:
    plain = jinja2.Environment(autoescape=True).from_string("{{ a }}")
    for values in ((first, second), (second, first)):
        assert shown("{% memo a %}{{ a }}{% endmemo %}", *values) == [plain.render(a=value) for value in values]


@given(st.lists(st.one_of(st.text(max_size=3), st.integers(-2, 2), st.booleans(), st.none(), st.floats(0, 2))))
def test_shows_what_a_template_without_memo_shows(values: list[object]) -> None:
    plain = jinja2.Environment(autoescape=True).from_string("{{ a }}")
    assert shown("{% memo a %}{{ a }}{% endmemo %}", *values) == [plain.render(a=value) for value in values]


def test_objects_that_are_gone_leave_nothing_to_those_in_their_place() -> None:
    template = environment(trang="{% memo a %}{{ a[0] }}{% endmemo %}").get_template("trang.html")
    assert [template.render(a=[number]) for number in range(500)] == [str(number) for number in range(500)]


def test_what_is_asked_for_again_and_again_stays_and_the_rest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Memo, "most", 10)
    texts = shown(COUNTED, *[text for number in range(100) for text in ("x", str(number))], "0")
    assert texts[::2][:100] == ["x 1"] * 100
    assert texts[1::2] == [f"{number} {number + 2}" for number in range(100)]
    assert texts[-1] == "0 102"


def test_values_may_be_named_in_the_tag() -> None:
    source = (
        "{% for x in a %}{% memo n, x, first=loop.first %}{{ x }}{{ '!' if first }}{{ n }} {% endmemo %}{% endfor %}"
    )
    assert shown(source, "aab", "aba") == ["a!1 a2 b3 ", "a!1 b3 a2 "]
    assert shown("{% memo b=a.real %}{{ b }}{% endmemo %}{{ b is defined }}", 3, 4) == ["3False", "4False"]


def test_two_that_are_kept_by_the_same_are_two() -> None:
    assert shown("{% memo a %}1{{ a }}{% endmemo %}{% memo a %}2{{ a }}{% endmemo %}", "x", "x") == ["1x2x", "1x2x"]


def test_in_macros_blocks_and_each_other() -> None:
    pages = environment(
        khung="<{% block main %}{% endblock %}>",
        mau="{% macro line(a) %}{% memo a %}{% memo b=a[0] %}{{ b }}{% endmemo %}{{ a[1:] }}{% endmemo %}"
        "{% endmacro %}",
        trang='{% extends "khung.html" %}{% block main %}{% memo a %}{% from "mau.html" import line %}{{ line(a) }}'
        "{% endmemo %}{% endblock %}",
    )
    template = pages.get_template("trang.html")
    assert [template.render(a=text) for text in ("ab", "ac", "ab", "<&")] == ["<ab>", "<ac>", "<ab>", "<&lt;&amp;>"]


def test_each_environment_has_its_own_memory() -> None:
    assert shown(COUNTED, "x") == shown(COUNTED, "x") == ["x 1"]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{% memo a %}{{ b }}{% endmemo %}", "kept by: b"),
        ("{% set b = a %}{% memo a %}{{ b }}{% endmemo %}", "kept by: b"),
        ("{% for b in a %}{% memo a %}{{ loop.first }}{% endmemo %}{% endfor %}", "kept by: loop"),
        ('{% from "x.html" import x %}{% memo a %}{{ x(a) }}{% endmemo %}', "kept by: x"),
        ("{% memo b=a %}{% memo b %}{{ a }}{% endmemo %}{% endmemo %}", "kept by: a"),
        ("{% memo a %}{% block x %}{% endblock %}{% endmemo %}", "no block"),
        ('{% memo a %}{% include "x.html" %}{% endmemo %}', "no include"),
        ('{% memo a %}{% from "x.html" import x with context %}{% endmemo %}', "with context"),
        ('{% memo a %}{% import "x.html" as x with context %}{% endmemo %}', "with context"),
        ("{% memo %}x{% endmemo %}", "at least one value"),
        ("{% memo a b %}x{% endmemo %}", "expected token"),
    ],
)
def test_what_sees_more_than_it_is_kept_by_does_not_compile(source: str, told: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=told) as caught:
        environment(trang="\n" + source).get_template("trang.html")
    assert (caught.value.lineno, caught.value.name) == (2, "trang.html")


def test_globals_and_what_it_sets_itself_are_its_own() -> None:
    source = (
        "{% memo a %}{% set b = dict(x=a) %}{% for c in range(2) %}{{ b.x }}{{ loop.index }}{% endfor %}{% endmemo %}"
    )
    assert shown(source, "x") == ["x1x2"]
