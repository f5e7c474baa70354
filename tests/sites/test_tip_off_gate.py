"""Real builds: a theme or a plugin that puts something on a tip-off page fails the build, and the old site stays."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pelicanconf import PLUGINS
from tests.conftest import Build, Builder
from tests.sites.newsroom import ok
from tests.support import ROOT

PAGES = {"tip_off": "to-giac-toi-pham/index.html", "tip_off_english": "to-giac-toi-pham/en/index.html"}
#: A plugin as anybody may write one: it counts visits of every page that is written.
COUNTER = """
from pelican import signals

def count(path, context):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("</body>", '<img src="https://dem.example/a.gif" alt=""></body>'))

def register():
    signals.content_written.connect(count)
"""
#: A plugin that puts a worker of its own in the place of the portal's.
WORKER = """
from pathlib import Path
from plugins.tip_off.worker import WorkerGenerator

def generate_output(self, writer):
    Path(self.output_path, "sw.js").write_text("addEventListener('fetch', () => {})")

def register():
    WorkerGenerator.generate_output = generate_output
"""


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A copy of the theme."""
    return Path(shutil.copytree(ROOT / "theme", tmp_path / "theme"))


def files(output: Path) -> dict[str, bytes]:
    """Every file of an output."""
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def refusals(done: Build) -> list[str]:
    """The lines of a failed build that tell errors."""
    assert done.returncode == 1, done.printed
    return [line for line in done.stderr.splitlines() if ": lỗi: " in line]


def test_a_plain_build_passes(build: Builder) -> None:
    done = build("tests/sites/minimal")
    output = ok(done)
    assert all((output / file).is_file() for file in PAGES.values())
    assert "to-giac-toi-pham/" not in done.stderr


@pytest.mark.parametrize(("template", "file"), PAGES.items(), ids=PAGES)
def test_a_theme_that_adds_a_picture(build: Builder, theme: Path, tmp_path: Path, template: str, file: str) -> None:
    output = tmp_path / "output"
    ok(build("tests/sites/minimal", output=output))
    before = files(output)
    path = theme / "templates" / f"{template}.html"
    text = path.read_text("utf-8")
    picture = '<img src="/theme/icons/favicon.svg" width="9" height="9" alt="">'
    assert "<h1>" in text
    path.write_text(text.replace("<h1>", f"{picture}\n<h1>"), "utf-8")
    line = text[: text.index("<h1>")].count("\n") + 1
    (error,) = refusals(build("tests/sites/minimal", output=output, args=["-t", str(theme)]))
    assert error.startswith(f"{file}:")
    assert f"trang tố giác không được có thẻ <img>: “{picture}”" in error
    assert f"templates/{template}.html, dòng {line}" in error
    assert files(output) == before


def test_a_plugin_that_counts(build: Builder, tmp_path: Path) -> None:
    output = tmp_path / "output"
    ok(build("tests/sites/minimal", output=output))
    before = files(output)
    (tmp_path / "page_counter.py").write_text(COUNTER, "utf-8")
    plugins = json.dumps([*PLUGINS, "page_counter"])
    settings = [f"PLUGINS={plugins}", f"PLUGIN_PATHS={json.dumps(['.', str(tmp_path)])}"]
    errors = refusals(build("tests/sites/minimal", output=output, args=["-e", *settings]))
    assert [error.split(":")[0] for error in errors] == sorted(PAGES.values())
    assert all("thẻ <img>" in error and "dem.example" in error and "plugin đã thêm vào" in error for error in errors)
    assert files(output) == before


def test_a_theme_without_the_way_out_and_with_a_changed_script(build: Builder, theme: Path) -> None:
    path = theme / "templates" / "components" / "exit_link.html"
    path.write_text(path.read_text("utf-8").replace("data-exit href", "href"), "utf-8")
    frame = theme / "templates" / "tip_off_frame.html"
    frame.write_text(frame.read_text("utf-8").replace("{{ exit_script.text }}", "{{ exit_script.text }};"), "utf-8")
    errors = refusals(build("tests/sites/minimal", args=["-t", str(theme)]))
    for file in PAGES.values():
        told = "\n".join(error for error in errors if error.startswith(file))
        assert "thiếu liên kết thoát nhanh" in told
        assert "mã lệnh trên trang tố giác không phải mã thoát nhanh" in told


def test_a_theme_whose_stylesheet_asks_elsewhere(build: Builder, theme: Path) -> None:
    path = theme / "static" / "css" / "tip_off.css"
    path.write_text(path.read_text("utf-8") + ".tipoff{background:url(https://dem.example/a.png)}\n", "utf-8")
    (error,) = refusals(build("tests/sites/minimal", args=["-t", str(theme)]))
    assert "tệp trình bày của trang tố giác dẫn tới máy chủ khác: “https://dem.example/a.png”" in error
    assert error.startswith("theme/site.")


def test_a_plugin_that_replaces_the_worker(build: Builder, tmp_path: Path) -> None:
    (tmp_path / "another_worker.py").write_text(WORKER, "utf-8")
    plugins = json.dumps([*PLUGINS, "another_worker"])
    settings = [f"PLUGINS={plugins}", f"PLUGIN_PATHS={json.dumps(['.', str(tmp_path)])}"]
    (error,) = refusals(build("tests/sites/minimal", args=["-e", *settings]))
    assert error.startswith("sw.js: lỗi: mã giữ bản đọc khi mất mạng không phải mã của cổng")


def test_a_theme_that_hides_the_numbers_and_spoils_the_copy(build: Builder, theme: Path) -> None:
    for name in ("emergency_strip", "emergency_call"):
        path = theme / "templates" / "components" / f"{name}.html"
        text = path.read_text("utf-8")
        assert "<section class=" in text
        path.write_text(text.replace("<section class=", "<section hidden class="), "utf-8")
    frame = theme / "templates" / "base.html"
    text = frame.read_text("utf-8")
    assert '<link rel="stylesheet" href' in text
    frame.write_text(text.replace('<link rel="stylesheet" href', '<link  rel="stylesheet" href'), "utf-8")
    errors = refusals(build("tests/sites/minimal", args=["-t", str(theme)]))
    for file in PAGES.values():
        told = "\n".join(error for error in errors if error.startswith(file))
        assert all(f"thiếu số khẩn cấp nhìn thấy được: “{number}”" in told for number in ("113", "114", "115", "112"))
        assert "bản đọc khi mất mạng không nhận ra tệp trình bày của trang" in told
