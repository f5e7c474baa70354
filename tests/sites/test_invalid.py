"""Each folder below invalid/ is a trap: the build must stop, say exactly this, and leave the last good output alone."""

from pathlib import Path

import pytest

from tests.conftest import Builder
from tests.support import NOW, ROOT

INVALID = Path(__file__).parent / "invalid"
TRAPS = sorted(path.name for path in INVALID.iterdir() if path.is_dir())

KEPT = ("index.html", "sitemap.xml")


def told(stderr: str) -> list[str]:
    """What a build says about its content: the sample settings have warnings of their own."""
    return [line for line in stderr.splitlines() if not line.startswith(("pelicanconf.py: cảnh báo", "Dừng:"))]


@pytest.mark.parametrize("trap", TRAPS)
def test_trap(build: Builder, trap: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    for name in KEPT:
        (output / name).write_text("bản tốt cuối cùng", "utf-8")
    done = build(Path("tests/sites/invalid", trap), output=output, args=["-e", f'NOW="{NOW}"'])
    expected = (INVALID / trap / "expected.txt").read_text("utf-8").splitlines()
    assert expected
    assert told(done.stderr) == expected
    assert done.returncode == 1
    assert "Traceback" not in done.printed
    assert {path.name: path.read_text("utf-8") for path in output.iterdir()} == dict.fromkeys(KEPT, "bản tốt cuối cùng")
    assert [path.name for path in tmp_path.iterdir()] == ["output"], "nothing half-made is left beside the output"


def test_quiet_still_fails_and_tells_errors(build: Builder) -> None:
    done = build("tests/sites/invalid/bad-dates", args=["-q"])
    assert done.returncode == 1
    assert told(done.stderr) == (INVALID / "bad-dates" / "expected.txt").read_text("utf-8").splitlines()


def test_missing_plugin_fails(build: Builder, tmp_path: Path) -> None:
    settings = tmp_path / "conf.py"
    text = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom publishconf import *\nPLUGIN_PATHS = [{str(ROOT)!r}]\n"
    settings.write_text(
        text + "PLUGINS = [*PLUGINS, 'plugins.khong_co']\nSAFE_OUTPUT = {'plugins': PLUGINS}\n", "utf-8"
    )
    theme = ["-t", str(ROOT / "theme")]
    for quiet in ([], ["-q"]):
        done = build("tests/sites/minimal", settings=settings, args=[*theme, *quiet])
        assert done.returncode == 1
        assert "pelicanconf.py: lỗi: không nạp được plugin: “plugins.khong_co”" in done.stderr


def test_wrong_settings_are_told_together(build: Builder) -> None:
    settings = [
        "-e",
        'MEDIA={"widths": "to"}',
        'SECTIONS={"mau": 1}',
        'NOW="hôm nay"',
        'PORTAL={"url": "https://a.vn/b"}',
    ]
    done = build("tests/sites/minimal", args=settings)
    assert done.returncode == 1
    lines = [line for line in told(done.stderr) if ": lỗi: " in line]
    assert [line.split(": lỗi: ")[1].split(":")[0] for line in lines] == [
        "MEDIA[“widths”] sai kiểu",
        "NOW",
        "PORTAL[“url”] không phải là gốc của một tên miền",
        "SECTIONS không có mục này",
    ]
