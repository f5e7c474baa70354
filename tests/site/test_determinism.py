"""The same content gives the same bytes, wherever, in whatever time zone and with whatever hash seed it is built."""

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.conftest import Builder
from tests.support import NOW, ROOT, report

PARTS = ("content", "theme", "plugins", "pelicanconf.py", "publishconf.py")
PLACES = {"mot": ("UTC", "1"), "hai": ("America/New_York", "2")}


def copy_project(folder: Path) -> None:
    """Copy what a build needs; nothing that a build made."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".cache"))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)


def digests(folder: Path) -> dict[str, str]:
    """Each file's name and the hash of its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
@pytest.mark.site
def test_builds_are_identical_byte_for_byte(build: Builder, tmp_path: Path) -> None:
    found = []
    for name, (zone, seed) in PLACES.items():
        project = tmp_path / name / "du-an"
        copy_project(project)
        env = {"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"}
        args = ["-e", f'NOW="{NOW}"']
        done = build("content", output=tmp_path / f"{name}-out", env=env, args=args, cwd=project)
        assert done.returncode == 0, done.printed
        found.append(digests(done.output))
    assert len(found[0]) > 20
    different = [name for name in sorted(found[0].keys() | found[1].keys()) if found[0].get(name) != found[1].get(name)]
    assert not different, report(different)
