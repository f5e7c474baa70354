"""The repository itself: pinned with hashes, no registry address, no lock file with addresses, tasks that run."""

import inspect
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools import ROOT
from tools.lock import FILES, HEADER, cleaned
from tools.pelican_run import command
from tools.soak import soak_counter

REGISTRIES = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org|--(?:extra-)?index-url")
SKIPPED = {".git", ".venv", ".cache", ".build", "output", "node_modules", "__pycache__", "corpus"}
TEXT = {".py", ".txt", ".toml", ".json", ".md", ".yml", ".html", ".css", ".js", ".cfg", ".ini", ""}


def own_files() -> list[Path]:
    """Every text file of the project."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in SKIPPED and not name.endswith("_cache")]
        found += [
            Path(folder, name) for name in names if Path(name).suffix in TEXT and not name.startswith(".coverage")
        ]
    return [path for path in found if path != Path(__file__)]


def pins(name: str) -> dict[str, str]:
    """Package to version of a requirement file."""
    found = re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", (ROOT / name).read_text("utf-8"), re.M)
    return dict(found)


def test_no_file_names_a_registry() -> None:
    files = own_files()
    assert len(files) > 50
    named = [path for path in files if REGISTRIES.search(path.read_text("utf-8", "replace")) and path.name != "lock.py"]
    assert not named
    assert not [path for path in files if path.name in ("package-lock.json", "uv.lock", "poetry.lock")]


@pytest.mark.parametrize("name", FILES)
def test_requirements_are_pinned_hashed_and_address_free(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert text.startswith(HEADER)
    assert "://" not in text
    entries = [entry for entry in re.split(r"\n(?=\S)", text.removeprefix(HEADER)) if entry.strip()]
    assert entries
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


def test_pyproject_is_what_the_requirements_were_made_from() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    site, groups = project["project"]["dependencies"], project["dependency-groups"]
    for name, wanted in {
        "requirements.txt": site + groups["live"],
        "requirements-live.txt": groups["live"],
        "requirements-dev.txt": site + groups["live"] + groups["dev"],
        "requirements-bench.txt": groups["bench"],
    }.items():
        missing = {re.split(r"[~=>< \[]", line)[0].lower() for line in wanted} - pins(name).keys()
        assert not missing, f"{name} lacks {missing}: run invoke lock"


@pytest.mark.parametrize(("smaller", "larger"), [("", "-dev"), ("-live", "")])
def test_every_file_has_the_same_versions(smaller: str, larger: str) -> None:
    few, many = pins(f"requirements{smaller}.txt"), pins(f"requirements{larger}.txt")
    assert {name: many.get(name) for name in few} == few


def test_a_server_that_only_counts_installs_little() -> None:
    assert len(pins("requirements-live.txt")) < 12
    assert "pelican" not in pins("requirements-live.txt")


def test_compiled_text_loses_addresses() -> None:
    assert cleaned("--index-url https://x.example/simple\na==1 \\\n    --hash=sha256:0\n") == (
        HEADER + "a==1 \\\n    --hash=sha256:0\n"
    )


def test_the_clock_is_passed_as_json() -> None:
    words = command(now='22/11/2026 "10:00"')
    key, _, value = words[words.index("-e") + 1].partition("=")
    assert (key, json.loads(value)) == ("NOW", '22/11/2026 "10:00"')
    assert words[:3] == [sys.executable, "-m", "pelican"]


def test_a_check_does_not_list_what_is_unconfirmed() -> None:
    words = command(now="2026", in_full=False)
    assert words[words.index("-e") + 1 :] == ['NOW="2026"', "LIST_UNCONFIRMED=false"]
    assert command(in_full=False)[-2:] == ["-e", "LIST_UNCONFIRMED=false"]
    assert "-e" not in command()


def invoke(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a task without an activated environment."""
    env = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH")}
    env["PATH"] = "/usr/bin:/bin"
    args = [sys.executable, "-m", "invoke", *words]
    return subprocess.run(args, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)


def test_the_tasks_a_pelican_user_expects_are_there() -> None:
    listed = set(re.findall(r"^  (\S+)", invoke("--list").stdout, re.M))
    assert listed >= {
        "build", "rebuild", "serve", "livereload", "preview", "publish", "clean",
        "new", "check", "test", "lint", "format", "lock", "bench", "soak", "screenshots",
    }  # fmt: skip


def test_tasks_pass_exit_codes_on(tmp_path: Path) -> None:
    done = invoke("build", "--content", str(tmp_path / "none"), "--output", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "không có thư mục bài viết" in done.stderr
    assert "Traceback" not in done.stderr
    done = invoke("publish", "--to", "https://congan.example")
    assert done.returncode == 1
    assert "Lỗi:" in done.stdout + done.stderr


def test_soak_and_bench_say_what_they_want() -> None:
    for task in ("bench", "soak"):
        done = invoke(task)
        assert done.returncode == 1
        assert "--counter" in done.stdout + done.stderr
    assert "--related FILE.jsonl, --related-speed N or --checks" in invoke("bench").stderr
    assert "kills" in inspect.signature(soak_counter).parameters


def test_ci_calls_the_readmes_command_and_nothing_else() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert [line for line in script.splitlines() if line and not line.startswith(("#", "set ", "cd "))] == ["make test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
