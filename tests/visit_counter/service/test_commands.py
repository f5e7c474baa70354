"""The commands as an operator meets them: with the live requirements alone, and in Vietnamese."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.visit_counter.service.arguments import covering_everything, translated
from plugins.visit_counter.service.cli import main, make_parser
from tests.support import ROOT

#: What only the site needs: a machine that only counts has none of it.
SITE_ONLY = ["pelican", "markdown", "bs4", "babel", "yaml", "nh3", "PIL", "typogrify", "jinja2", "lightningcss",
             "rjsmin", "invoke", "watchfiles"]  # fmt: skip
LIVE = f"""
import sys
sys.modules.update(dict.fromkeys({SITE_ONLY}))
from plugins.visit_counter.service.cli import main
sys.exit(main())
"""
ENGLISH = re.compile(r"usage:|options:|positional|show this|error:|required|invalid|argument|expected|choose|choice")
SERVE = ["serve", "--data", "d", "--manifest", "m", "--port", "0"]


def live(*words: object) -> subprocess.CompletedProcess[str]:
    """A command where nothing that only the site needs can be imported."""
    return subprocess.run(
        [sys.executable, "-c", LIVE, *map(str, words)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


def test_every_command_runs_with_the_live_requirements_alone(tmp_path: Path) -> None:
    data, days, pages = tmp_path / "data", tmp_path / "ngay.csv", tmp_path / "trang.csv"
    days.write_text("ngày,lượt truy cập\n21/11/2020,5\nChủ nhật 22/11/2020,6\n", "utf-8")
    pages.write_text("địa chỉ,lượt xem\n/a/,7\n", "utf-8")
    manifest = tmp_path / "countable.json"
    manifest.write_text(json.dumps({"paths": ["/a/"], "aliases": {}}), "utf-8")
    words = ["--total", "100", "--as-of", "2020-11-22", "--from", "bộ đếm cũ", "--days", days, "--pages", pages]
    backup = tmp_path / "ban.db"
    for command in (
        ["serve", "--help"],
        ["import", "--data", data, *words, "--dry-run"],
        ["import", "--data", data, *words, "--manifest", manifest],
        ["import", "--data", data, *words],
        ["backup", "--data", data, "--to", backup],
        ["doctor", "--data", data, "--manifest", manifest],
        ["restore", "--data", tmp_path / "new", backup],
    ):
        done = live(*command)
        assert (done.returncode, done.stderr) == (0, ""), command
    assert "Tổng đang hiện: 100" in live("import", "--data", tmp_path / "new", *words).stdout


def test_a_wrong_weekday_is_told_with_the_live_requirements_alone(tmp_path: Path) -> None:
    days = tmp_path / "ngay.csv"
    days.write_text("ngày,lượt truy cập\nThứ hai 22/11/2020,6\n", "utf-8")
    done = live("import", "--data", tmp_path, "--as-of", "2020-11-22", "--from", "x", "--days", days)
    assert done.returncode == 1
    assert "thứ và ngày không khớp nhau (22/11/2020 là Chủ nhật)" in done.stderr


@pytest.mark.parametrize("command", [[], ["serve"], ["import"], ["backup"], ["restore"], ["doctor"]])
def test_help_is_in_vietnamese(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        make_parser().parse_args([*command, "--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert told.startswith("cách dùng: ")
    assert "in lời giải thích này rồi dừng" in told
    assert not ENGLISH.search(told)
    assert "unix" not in told.replace("giây Unix", "")


@pytest.mark.parametrize(("words", "told"), [
    ([], "thiếu LỆNH"),
    (["đếm"], "không có “đếm”"),
    (["serve", "--port", "1"], "thiếu --data, --manifest"),
    ([*SERVE, "--cổng"], "không hiểu “--cổng”"),
    ([*SERVE, "--no"], "“--no” viết chưa đủ"),
    ([*SERVE, "--host"], "sau --host phải có một giá trị"),
    ([*SERVE, "--no-backups=1"], "--no-backups không nhận giá trị nào: “1”"),
    ([*SERVE, "--port", "x"], "--port: “x” không phải là số từ 0 đến 65535"),
    ([*SERVE, "--port", "65536"], "“65536” không phải là số từ 0 đến 65535"),
    ([*SERVE, "--port", "-1"], "phải có một giá trị|không phải là số"),
    ([*SERVE, "--bound", "1001"], "--bound: “1001” không phải là số từ 1 đến 1000"),
])  # fmt: skip
def test_mistakes_are_told_in_vietnamese(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        make_parser().parse_args(words)
    given = capsys.readouterr()
    assert (ended.value.code, given.out) == (2, "")
    assert given.err.startswith("cách dùng: ")
    assert re.search(told, given.err)
    assert not ENGLISH.search(given.err)


def test_an_unknown_sentence_stays_as_it_is() -> None:
    assert translated("something new") == "something new"
    assert translated("argument --x: invalid int value: 'y'") == "--x: “y” không dùng được"


@pytest.mark.parametrize("host", ["203.0.113.77", "2001:db8::77"])
def test_a_host_that_is_not_this_machines_has_its_own_remedy(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SERVE, "--host", host]) == 1
    told = capsys.readouterr().err
    assert f"máy này không có địa chỉ “{host}”" in told
    assert told.endswith("--host\n")


def test_a_taken_port_has_its_own_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main([*SERVE, "--port", str(taken.getsockname()[1])]) == 1
    assert "Hãy chọn cổng khác: --port" in capsys.readouterr().err


def test_trusting_everybody_is_warned_of(tmp_path: Path) -> None:
    assert covering_everything(["127.0.0.1", "0.0.0.0/0", "::/0", "10.0.0.0/8", "x"]) == ["0.0.0.0/0", "::/0"]
    words = ["serve", "--data", tmp_path, "--manifest", tmp_path / "none", "--port", "0"]
    lines = live(*words, "--trust-proxy", "0.0.0.0/0").stderr.splitlines()
    assert len([line for line in lines if "tin mọi máy" in line]) == 1
    assert "tin mọi máy" not in live(*words, "--trust-proxy", "127.0.0.1/32").stderr
