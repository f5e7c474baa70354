"""Compiled templates come back only when they are whole and made from the same; none of it is fatal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import jinja2
import pytest

from plugins.rendering.compiled import CompiledTemplates
from plugins.rendering.environment import ThemeEnvironment

SOURCE = "{% if a %}\n<{{ a }}>\n{% endif %}"


class Watched(ThemeEnvironment):
    """Counts what it compiles."""

    def __init__(self, **options: Any) -> None:
        self.compiled = 0
        super().__init__(**options)

    def _compile(self, source: str, filename: str) -> Any:
        self.compiled += 1
        return super()._compile(source, filename)


def render(folder: Path, source: str = SOURCE, **options: Any) -> tuple[str, int]:
    """What a build's fresh environment renders, and how many templates it had to compile."""
    environment = Watched(
        loader=jinja2.DictLoader({"a.html": source}),
        bytecode_cache=CompiledTemplates(folder),
        autoescape=True,
        **options,
    )
    return environment.get_template("a.html").render(a="x"), environment.compiled


def test_the_second_build_compiles_nothing(tmp_path: Path) -> None:
    assert [render(tmp_path / "t"), render(tmp_path / "t")] == [("\n<x>\n", 1), ("\n<x>\n", 0)]
    assert len(list((tmp_path / "t").iterdir())) == 1


def test_another_source_takes_the_place(tmp_path: Path) -> None:
    render(tmp_path)
    assert [render(tmp_path, "{{ a }}!"), render(tmp_path, "{{ a }}!")] == [("x!", 1), ("x!", 0)]
    assert len(list(tmp_path.iterdir())) == 1


def test_options_that_change_the_code_are_told_apart(tmp_path: Path) -> None:
    render(tmp_path)
    assert render(tmp_path, trim_blocks=True) == ("<x>\n", 1)
    assert render(tmp_path) == ("\n<x>\n", 1)


def test_another_version_compiles_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render(tmp_path)
    monkeypatch.setattr(jinja2, "__version__", "99")
    assert render(tmp_path)[1] == 1
    monkeypatch.setattr(sys, "version", "4.0")
    assert render(tmp_path)[1] == 1


@pytest.mark.parametrize("place", [0, 5, 16, 40, -1])
def test_one_damaged_byte_is_enough(tmp_path: Path, place: int) -> None:
    render(tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    damaged = bytearray(whole)
    damaged[place] ^= 1
    file.write_bytes(damaged)
    assert render(tmp_path) == ("\n<x>\n", 1)
    assert file.read_bytes() == whole, "it is made anew"


@pytest.mark.parametrize("size", [0, 7, 16, 100])
def test_a_file_cut_short(tmp_path: Path, size: int) -> None:
    render(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:size])
    assert render(tmp_path) == ("\n<x>\n", 1)


def test_where_nothing_can_be_kept_it_compiles(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert [render(tmp_path / "file"), render(tmp_path / "file" / "t")] == [("\n<x>\n", 1)] * 2
    render(tmp_path / "t")
    (file,) = (tmp_path / "t").iterdir()
    file.unlink()
    file.mkdir()
    assert render(tmp_path / "t") == ("\n<x>\n", 1)
    assert list((tmp_path / "t").iterdir()) == [file], "what could not be put in place is not left"
