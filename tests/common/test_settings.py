"""Settings: every mistake is told, and the default stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import pytest

from plugins.common.problems import report_of
from plugins.common.settings import read_settings


@dataclass(frozen=True)
class Options:
    shown: int = 4
    ratio: float = 0.5
    name: str = "tin"
    loud: bool = False
    widths: list[int] = field(default_factory=lambda: [480])
    topics: dict[str, list[str]] = field(default_factory=dict)
    tiles: list[dict[str, object]] = field(default_factory=list)
    layout: Literal["eight", "four"] = "eight"
    limit: int | None = None


def read(given: object) -> tuple[Options, list[str]]:
    settings: dict[str, Any] = {"OPTIONS": given}
    options = read_settings(Options, settings, "OPTIONS")
    return options, report_of(settings).lines()


def test_without_settings_the_defaults_stand() -> None:
    settings: dict[str, Any] = {}
    assert read_settings(Options, settings, "OPTIONS") == Options()
    assert report_of(settings).problems == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("shown", 0),
        ("ratio", 1),
        ("ratio", 0.25),
        ("name", ""),
        ("loud", True),
        ("widths", []),
        ("widths", [1, 2]),
        ("widths", (1, 2)),
        ("topics", {"a": ["b", "c"]}),
        ("tiles", [{"label": "a", "staff": True}]),
        ("layout", "four"),
        ("limit", None),
        ("limit", 5),
    ],
)
def test_right_kinds_are_taken(key: str, value: object) -> None:
    options, problems = read({key: value})
    assert getattr(options, key) == value
    assert problems == []


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("shown", "4", "kiểu int"),
        ("shown", True, "kiểu int"),
        ("shown", 1.5, "kiểu int"),
        ("shown", None, "kiểu int"),
        ("ratio", False, "kiểu float"),
        ("ratio", "0.5", "kiểu float"),
        ("name", 5, "kiểu str"),
        ("loud", 1, "kiểu bool"),
        ("widths", "480", "kiểu list[int]"),
        ("widths", [480, "800"], "kiểu list[int]"),
        ("widths", [True], "kiểu list[int]"),
        ("widths", 480, "kiểu list[int]"),
        ("topics", {"a": "b"}, "kiểu dict[str, list[str]]"),
        ("topics", {"a": [1]}, "kiểu dict[str, list[str]]"),
        ("topics", ["a"], "kiểu dict[str, list[str]]"),
        ("tiles", [["label", "a"]], "kiểu list[dict[str, object]]"),
        ("layout", "nine", "Literal"),
        ("limit", "5", "int | None"),
        ("limit", True, "int | None"),
    ],
)
def test_wrong_kinds_are_told_and_the_default_stands(key: str, value: object, shown: str) -> None:
    options, problems = read({key: value, "name": "x"} if key != "name" else {key: value})
    assert getattr(options, key) == getattr(Options(), key)
    assert len(problems) == 1
    assert problems[0].startswith(
        f"pelicanconf.py: lỗi: OPTIONS[“{key}”] sai kiểu: “{value!r}”. Cách sửa: viết giá trị"
    )
    assert shown in problems[0]
    if key != "name":
        assert options.name == "x"


def test_unknown_keys_are_told_with_the_known_ones() -> None:
    options, problems = read({"mau": 1, "shown": 7})
    assert options.shown == 7
    assert problems == [
        "pelicanconf.py: lỗi: OPTIONS không có mục này: “mau”. Cách sửa: dùng một trong: layout, limit, loud, name, "
        "ratio, shown, tiles, topics, widths."
    ]


def test_all_mistakes_in_one_run() -> None:
    _, problems = read({"mau": 1, "shown": "x", "loud": 0})
    assert len(problems) == 3


@pytest.mark.parametrize("given", [None, [], "x", 5])
def test_something_else_than_a_dict(given: object) -> None:
    options, problems = read(given)
    assert options == Options()
    assert len(problems) == 1
    assert "OPTIONS phải là một dict" in problems[0]


def test_asked_twice_told_once() -> None:
    settings: dict[str, Any] = {"OPTIONS": {"mau": 1}}
    read_settings(Options, settings, "OPTIONS")
    read_settings(Options, settings, "OPTIONS")
    assert len(report_of(settings).problems) == 1
