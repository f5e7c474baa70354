"""docs/van-hanh.md: every command that it shows is one that there is, its files are there, the unit is sound."""

import argparse
import re
import shlex
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest

from plugins.tip_off.settings import TipOffSettings
from plugins.visit_counter.service.cli import main, make_parser
from tests.fronts import SNIPPETS, adapted, nginx_front
from tests.support import ROOT

GUIDE = (ROOT / "docs" / "van-hanh.md").read_text("utf-8")
UNIT = "tieng-keng-counter.service"
MOST_EXPOSED = 2.0
"""systemd's own mark: below 2 is its best word for a service that talks over the network."""


def shown_commands(text: str) -> list[list[str]]:
    """The words after `-m plugins.visit_counter` of every command, lines that go on joined."""
    joined = re.sub(r"\\\n\s*", "", text)
    return [shlex.split(words) for words in re.findall(r"-m plugins\.visit_counter (.+)", joined) if "`" not in words]


def options() -> set[str]:
    """Every long option of every command."""
    commands = next(a for a in make_parser()._actions if isinstance(a, argparse._SubParsersAction))
    return {
        option
        for command in commands.choices.values()
        for action in command._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    }


def test_every_command_that_is_shown_is_understood() -> None:
    found = shown_commands(GUIDE) + shown_commands((SNIPPETS / UNIT).read_text("utf-8"))
    assert {words[0] for words in found} == {"serve", "import", "backup", "restore", "doctor"}
    for words in found:
        assert make_parser().parse_args(words).data


def test_a_command_that_there_is_not_is_noticed() -> None:
    with pytest.raises(SystemExit):
        make_parser().parse_args(shown_commands("python -m plugins.visit_counter serve --database x")[0])


def test_the_files_that_are_shown_can_be_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days, pages = tmp_path / "ngay.csv", tmp_path / "trang.csv"
    shown = [textwrap.dedent(text) for text in re.findall(r"^  ```csv\n(.*?)^  ```$", GUIDE, re.DOTALL | re.MULTILINE)]
    for path, text in zip((days, pages), shown, strict=True):
        path.write_text(text, "utf-8")
    clock = tmp_path / "clock"
    clock.write_text("1795330800", "ascii")  # 22 November 2026
    words = next(words for words in shown_commands(GUIDE) if words[0] == "import")
    words[words.index("--data") + 1] = str(tmp_path / "data")
    assert main([*words, "--days", str(days), "--pages", str(pages), "--clock", str(clock)]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "3 ngày" in told.out
    assert "nay 13.063.547." in told.out


def test_every_option_is_named() -> None:
    unnamed = {option for option in options() if not re.search(rf"{option}\b", GUIDE)}
    assert unnamed - {"--to"} == set()


def test_every_file_is_linked_and_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", GUIDE)
    assert {f"van-hanh/{path.name}" for path in SNIPPETS.iterdir()} <= set(links)
    assert not [link for link in links if not (ROOT / "docs" / link).exists()]


def test_every_heading_that_is_linked_is_there() -> None:
    headings = {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", GUIDE, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) - headings == set()


def test_guide_and_files_speak_of_the_same_places() -> None:
    texts = {path.name: path.read_text("utf-8") for path in SNIPPETS.iterdir()}
    for name in ("nginx.conf", "Caddyfile", UNIT):
        assert "/var/lib/tieng-keng" in texts[name] or "StateDirectory=tieng-keng\n" in texts[name]
        assert "8100" in texts[name]
    for place in ("/opt/tieng-keng", "/srv/tieng-keng/countable.json", "/var/lib/tieng-keng", "127.0.0.1/32"):
        assert place in texts[UNIT]
        assert place in GUIDE
    assert "/srv/tieng-keng/www" in GUIDE


def test_the_guide_knows_after_how_many_days_publishing_warns_and_stops() -> None:
    options = TipOffSettings()
    assert re.search(rf"^\| quá {options.warn_after_days} ngày .*\| cảnh báo \| cảnh báo \|$", GUIDE, re.M)
    assert re.search(rf"^\| quá {options.fail_after_days} ngày.*\| cảnh báo \| lỗi: \*\*dừng", GUIDE, re.M)


def test_nginx_listens_to_both_kinds_of_addresses() -> None:
    listened = re.findall(r"^ +listen ([^;]+);", (SNIPPETS / "nginx.conf").read_text("utf-8"), re.M)
    assert listened == [
        "80 default_server",
        "[::]:80 default_server",
        "443 ssl default_server",
        "[::]:443 ssl default_server",
    ]


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with a program that this machine has."""
    path = tmp_path / UNIT
    changes = {"/opt/tieng-keng/.venv/bin/python": shutil.which("true") or "", "file:///opt": "file:///usr"}
    path.write_text(adapted(UNIT, changes), "utf-8")
    return path


def test_systemd_takes_the_unit_without_a_word(unit: Path) -> None:
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_service_is_confined(unit: Path) -> None:
    words = ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(unit)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    mark = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert mark, done.stderr
    assert float(mark[1]) < MOST_EXPOSED
    text = unit.read_text("utf-8")
    for line in ("Restart=always", "NoNewPrivileges=yes", "ProtectSystem=strict", "StateDirectory=tieng-keng"):
        assert f"\n{line}\n" in text


def test_the_check_of_silence_finds_ordinary_pages_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    shown = re.search(r"^```sh\n(for n in .*?)^journalctl", GUIDE, re.DOTALL | re.MULTILINE)
    assert shown
    with nginx_front(tmp_path / "logs", folder / "www", folder / "data", 9) as front:
        script = re.sub(r"\$n://[^/]*|https://[^/]*", front.url, shown[1]).partition("grep ")[0]
        asked = subprocess.run(["sh", "-euc", script], check=True, capture_output=True, encoding="utf-8").stdout
    statuses = re.findall(r"^HTTP/1.1 (\d+)", asked, re.MULTILINE)
    assert statuses == [*["200", "301", "404", "404"] * 2, "404", "200"]
    assert asked.count("Cache-Control: no-store") == 8
    search = re.search(r"^(grep -rs .*) /var/log$", GUIDE, re.MULTILINE)
    assert search
    found = subprocess.run(["sh", "-c", f"{search[1]} {front.logs}"], check=True, capture_output=True, encoding="utf-8")
    assert [line for line in found.stdout.splitlines() if "trang-thuong-7e41" not in line] == []
    assert found.stdout.count("\n") == 1
