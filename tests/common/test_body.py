"""What a body knows of its place in the file."""

from __future__ import annotations

from typing import Any

from markdown.extensions import Extension

from plugins.common.body import STEPS_KEY, Body, add_step
from plugins.common.problems import Report


def test_lines_count_from_the_file_not_from_the_body() -> None:
    body = Body("a.md", 6, "một\n\n![x](/a.jpg)\nbốn", Report())
    assert [body.line_of(words) for words in ("một", "](/a.jpg", "bốn", "không có")] == [6, 8, 9, 6]


def test_steps_are_kept_by_name() -> None:
    settings: dict[str, Any] = {}
    first, second = Extension(), Extension()
    add_step(settings, "a", first)
    add_step(settings, "b", second)
    assert settings[STEPS_KEY] == {"a": first, "b": second}


def test_bodies_do_not_share_what_they_found() -> None:
    one, other = Body("a.md", 1, "", Report()), Body("b.md", 1, "", Report())
    one.abbreviations["A"] = "b"
    one.files.append("x")
    assert (other.abbreviations, other.files, other.pictures) == ({}, [], [])
