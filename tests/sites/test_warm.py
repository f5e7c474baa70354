"""A forked build is what `python -m pelican` is: the same bytes, words and end, in a process that keeps nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.sites.newsroom import article, at
from tests.support import NOW, ROOT
from tests.warm import Workshop
from tools.pelican_run import PUBLISH_SETTINGS, command


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("sound", [True, False])
def test_it_is_the_same_as_a_process_started_anew(
    workshop: Workshop, content: Path, tmp_path: Path, sound: bool
) -> None:
    article(content / "tin", "moi", "title: Bài mới\ndate: 2022-01-05 08:00\ntags: [pháo, ma túy]")
    if not sound:
        article(content / "tin", "hong", "title: Hỏng\ndate: 45/13/2021")
    told, made = [], []
    for number in range(3):  # both processes that fork, and one started anew
        output = tmp_path / str(number) / "trang"
        words = [*command(content, output, PUBLISH_SETTINGS), *at(NOW)]
        words += ["--cache-path", str(tmp_path / str(number) / "cache")]
        variables = {**os.environ, "SITE_MANIFEST": str(tmp_path / str(number) / "countable.json")}
        assert workshop.can(words, ROOT, {})
        done = (
            workshop.run(words, variables)
            if number < 2
            else subprocess.run(words, cwd=ROOT, env=variables, capture_output=True, encoding="utf-8", check=False)
        )
        seconds = [line for line in done.stdout.splitlines() if "seconds" not in line]
        told.append((done.returncode, seconds, done.stderr.replace(str(output), "")))
        made.append(files(output.parent))
    assert told[0] == told[1] == told[2]
    assert told[0][0] == (0 if sound else 1)
    assert {name: text for name, text in made[0].items() if not name.startswith("cache/")} == {
        name: text for name, text in made[2].items() if not name.startswith("cache/")
    }
    assert ("trang/2022/moi/index.html" in made[0]) is sound


def test_what_the_interpreter_must_know_first_is_not_forked(workshop: Workshop, tmp_path: Path) -> None:
    words = command("content", tmp_path / "trang")
    assert workshop.can(words, ROOT, {"SITE_MANIFEST": "x"})
    assert not workshop.can(words, tmp_path, {})
    assert not workshop.can(words, ROOT, {"PYTHONHASHSEED": "1"})
    assert not workshop.can([*words[:2], "invoke"], ROOT, {})
