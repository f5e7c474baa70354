"""``python -m plugins.content_checks`` as a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.content_checks.command import EVERY_GROUP, EVERY_RULE, main, make_parser
from plugins.content_checks.guide import guide
from tests.support import ROOT

#: What only a build needs.
SITE_ONLY = ["pelican", "bs4", "typogrify", "jinja2", "lightningcss", "rjsmin", "invoke", "watchfiles", "blinker"]
WITHOUT_SITE = f"""
import runpy, sys
sys.modules.update(dict.fromkeys({SITE_ONLY}))
runpy.run_module("plugins.content_checks", run_name="__main__", alter_sys=True)
"""
ENGLISH = re.compile(r"usage:|options:|positional|show this|error:|required|invalid|argument|expected|choose|choice")
GOOD = """---
Tiêu đề: Công an xã tuyên truyền pháp luật
Ngày đăng: 05/10/2026
Tác giả: Nguyễn Văn A
---

Sáng nay, Công an xã tuyên truyền pháp luật cho nhân dân.
"""
BAD = GOOD.replace("05/10/2026", "Thứ ba, 05/10/2026").replace("tuyên truyền", "thực thi")
WAIVED = GOOD.replace(
    "---\n\n",
    "Bỏ qua:\n- {rule: private-telephone, reason: số của quầy, by: Trần B, on: 2026-11-20}\n---\n\nGọi 0912345678. ",
)


def command(*words: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plugins.content_checks", "--now", "2026-11-22", *map(str, words)], cwd=cwd,
        capture_output=True, encoding="utf-8", check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "hoat-dong"
    folder.mkdir(parents=True)
    (folder / "tot.md").write_text(GOOD, "utf-8")
    return tmp_path / "content"


def add(content: Path, name: str, text: str) -> Path:
    path = content / "hoat-dong" / name
    path.write_text(text, "utf-8")
    return path


def test_a_sound_folder_ends_with_0(content: Path) -> None:
    done = command("--content", content)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Đã kiểm tra 1 tệp: 0 lỗi, 0 cảnh báo.\n")


def test_an_error_ends_with_1_and_tells_file_and_line(content: Path) -> None:
    path = add(content, "sai.md", BAD)
    done = command("--content", content)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{path}:3: lỗi: thứ và ngày không khớp nhau (05/10/2026 là Thứ Hai): “Thứ ba, ")
    assert "Vì sao: " in done.stdout
    assert "[header-error]\n" in done.stdout
    assert "Đã kiểm tra 2 tệp: 1 lỗi, " in done.stdout


def test_warnings_end_with_0(content: Path) -> None:
    add(content, "khong-nguon.md", GOOD.replace("Tác giả: Nguyễn Văn A\n", "").replace("pháp luật", "an toàn"))
    done = command("--content", content)
    assert done.returncode == 0
    assert "[missing-source]" in done.stdout


def test_only_the_files_that_are_named_are_checked(content: Path) -> None:
    bad = add(content, "sai.md", BAD)
    assert command("--content", content, content / "hoat-dong" / "tot.md").returncode == 0
    done = command("--content", content, bad, "--format", "json")
    assert done.returncode == 1
    assert [row["rule"] for row in json.loads(done.stdout) if row["severity"] == "error"] == ["header-error"]
    assert command("--content", content, content / "hoat-dong").returncode == 1


def test_a_named_file_knows_the_others(content: Path) -> None:
    again = add(content, "lan-hai.md", GOOD)
    rows = json.loads(command("--content", content, again, "--format", "json").stdout)
    assert "duplicate-title" in {row["rule"] for row in rows}


def test_a_file_from_elsewhere_may_be_checked(content: Path, tmp_path: Path) -> None:
    (tmp_path / "rieng.md").write_text(BAD, "utf-8")
    done = command("--content", "content", "../rieng.md", cwd=content.parent / "content")
    assert done.returncode == 2
    done = command("rieng.md", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("rieng.md:3: lỗi:")


def test_a_file_that_cannot_be_read_is_an_error(content: Path) -> None:
    bare = add(content, "tran.md", "Không có phần đầu.\n")
    for words in ((), (bare,)):
        done = command("--content", content, *words)
        assert done.returncode == 1
        assert f"{bare}:1: lỗi: phần đầu bài không mở bằng dòng ---" in done.stdout


def test_waivers_are_listed(content: Path) -> None:
    path = add(content, "so.md", WAIVED.replace("tuyên truyền", "phổ biến"))
    shown = f"{path}:6: bỏ qua [private-telephone], 1 chỗ: số của quầy (Trần B, 20/11/2026)\n"
    done = command("--content", content)
    assert (done.returncode, shown in done.stdout) == (0, True)
    assert ", 1 chỗ được bỏ qua có lý do." in done.stdout
    assert "0912345678" not in done.stdout
    only = command("--content", content, "--waivers")
    assert (only.returncode, only.stdout) == (0, shown)
    path.unlink()
    assert command("--content", content, "--waivers").stdout == "Không có mục “Bỏ qua” nào đang dùng.\n"


def test_a_built_site_is_checked_too(content: Path, tmp_path: Path) -> None:
    page = tmp_path / "site" / "a" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<html>\n<p>Loading...</p>", "utf-8")
    done = command("--content", content, "--site", tmp_path / "site")
    assert done.returncode == 1
    assert f"{page}:2: lỗi: trang hiện chữ “Loading...”" in done.stdout


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_programs_get_nothing_but_what_they_read(content: Path, form: str) -> None:
    add(content, "sai.md", BAD)
    done = command("--content", content, "--format", form)
    assert done.returncode == 1
    assert json.loads(done.stdout)


@pytest.mark.parametrize(
    "words",
    [
        ("--content", "khong-co"), ("--site", "khong-co"), ("khong-co.md",), ("--format", "xml"), ("--la",),
        ("--now", "hôm qua"), ("--content",),
    ],
)  # fmt: skip
def test_a_wrong_word_ends_with_2_in_vietnamese(words: tuple[str, ...]) -> None:
    done = command(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Lỗi: " in done.stderr
    assert not ENGLISH.search(done.stderr)


def test_the_help_is_vietnamese() -> None:
    assert not ENGLISH.search(make_parser().format_help())


def test_it_runs_without_what_only_a_build_needs(content: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SITE, "--content", str(content)], cwd=ROOT, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_stops_ends_it_without_a_word(content: Path) -> None:
    line = f"{sys.executable} -m plugins.content_checks --rules | head -1"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("# Quy tắc kiểm tra nội dung\n", "")


def test_the_guide_in_docs_is_what_the_rules_say(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    written = (ROOT / "docs" / "quy-tac.md").read_text("utf-8")
    assert written == guide(EVERY_GROUP), "remake it: python -m plugins.content_checks --rules > docs/quy-tac.md"
    assert all(f"### `{rule.id}`" in written for rule in EVERY_RULE)
    assert main(["--rules"]) == 0
    assert capfdbinary.readouterr().out.decode() == written
