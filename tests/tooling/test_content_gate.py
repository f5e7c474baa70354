"""The gate in `invoke check` and `invoke publish`: what is told by whom, and what stops a release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.content_checks.command import EVERY_RULE
from tests.tooling.test_repository import invoke
from tools.content_gate import TOLD_BY_BUILD, check_content, release

NOW = "2026-11-22 10:00"
GOOD = """---
Tiêu đề: Công an xã tuyên truyền pháp luật
Ngày đăng: 05/10/2026
Tác giả: Nguyễn Văn A
{more}---

Sáng nay, Công an xã tuyên truyền pháp luật{end}
"""
WAIVER = "Bỏ qua:\n- {rule: private-telephone, reason: số của quầy, by: Trần B, on: 2026-10-20}\n"
PHONE = " qua số 0912345678."
Writer = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Makes a content folder of one article; ``more`` goes into the header, ``end`` ends the text."""

    def make(more: str = "", end: str = ".", date: str = "05/10/2026") -> Path:
        folder = tmp_path / "content"
        (folder / "hoat-dong").mkdir(parents=True, exist_ok=True)
        text = GOOD.format(more=more, end=end).replace("05/10/2026", date)
        (folder / "hoat-dong" / "bai.md").write_text(text, "utf-8")
        return folder

    return make


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("<p>Chào</p>", "utf-8")
    return folder


def test_what_the_build_tells_are_rules_that_there_are() -> None:
    assert {rule.id for rule in EVERY_RULE} >= TOLD_BY_BUILD


def test_a_check_is_of_the_content_and_of_the_site(
    write: Writer, built: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert check_content(write(), built, NOW) == 0
    assert check_content(write(end=PHONE), built, NOW) == 1
    assert "[private-telephone]" in capfd.readouterr().out
    (built / "index.html").write_text("<p>Loading...</p>", "utf-8")
    assert check_content(write(), built, NOW) == 1
    assert "[built-loading]" in capfd.readouterr().out


def test_what_the_build_told_is_not_told_again(write: Writer, capfd: pytest.CaptureFixture[str]) -> None:
    folder = write(date="Thứ ba, 05/10/2026", end=PHONE)
    assert check_content(folder, None, NOW) == 1
    out = capfd.readouterr().out
    assert "[private-telephone]" in out
    assert "[header-error]" not in out
    assert "[unknown-telephone]" not in out


def test_a_release_stops_at_an_error_and_lists_its_waivers(write: Writer, capfd: pytest.CaptureFixture[str]) -> None:
    assert release(write(end=PHONE)) == 1
    told = capfd.readouterr()
    assert "lỗi: " in told.out
    assert "cảnh báo: " not in told.out
    assert told.err.startswith("Dừng: chưa xuất bản gì.")
    assert release(write(more=WAIVER, end=PHONE)) == 0
    assert "bỏ qua [private-telephone], 1 chỗ: số của quầy (Trần B, 20/10/2026)" in capfd.readouterr().out
    assert release(write()) == 0
    assert capfd.readouterr().out == ""


def test_the_task_ends_as_the_gate_does(write: Writer) -> None:
    done = invoke("check", "--content", str(write(end=PHONE)), "--now", NOW)
    assert done.returncode == 1
    assert "[private-telephone]" in done.stdout
    assert "Không có lỗi." not in done.stdout
    done = invoke("check", "--content", str(write(more=WAIVER, end=PHONE)), "--now", NOW)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Không có lỗi.")


def test_the_task_tells_what_build_and_gate_find(write: Writer) -> None:
    done = invoke("check", "--content", str(write(date="Thứ ba, 05/10/2026", end=PHONE)), "--now", NOW)
    assert done.returncode == 1
    assert (done.stdout + done.stderr).count("thứ và ngày không khớp nhau") == 1
    assert "[private-telephone]" in done.stdout
