"""The gate on what stands beside the tip-off pages, where a server might give it in their place."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.tip_off.sound_page import ENGLISH, STYLESHEET, VIETNAMESE, told, write_site

SHEET = STYLESHEET.lstrip("/")
STRANGE = [
    "to-giac-toi-pham/them/index.html",
    "to-giac-toi-pham/index.htm",
    "to-giac-toi-pham/index.php",
    "to-giac-toi-pham/Index.html",
    "to-giac-toi-pham/.htaccess",
    "to-giac-toi-pham/_headers",
    "to-giac-toi-pham/en/a.js",
    "to-giac-toi-pham/index.html.br",
    "to-giac-toi-pham/index.html.zst",
    "to-giac-toi-pham/index.html.gz",
    "to-giac-toi-pham/them.gz",
    "to-giac-toi-pham.html",
    "to-giac-toi-pham.gz",
    "To-Giac-Toi-Pham/index.html",
    "TO-GIAC-TOI-PHAM.HTML",
    "sw.js.gz",
    "sw.js.map",
    "SW.js",
    "sw.js.br",
    f"{SHEET}.gz",
    f"{SHEET}.br",
]


@pytest.mark.parametrize("file", STRANGE)
def test_refused_file(tmp_path: Path, file: str) -> None:
    path = write_site(tmp_path) / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"a")
    (line,) = told(tmp_path)
    assert line.startswith(f"{file}: lỗi: tệp này không được ở chỗ của trang tố giác")


@pytest.mark.parametrize("file", ["a/to-giac-toi-pham/index.html", "to-giac/index.html", "theme/site.js", "sw.html"])
def test_files_elsewhere(tmp_path: Path, file: str) -> None:
    path = write_site(tmp_path) / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"a")
    assert told(tmp_path) == []


@pytest.mark.parametrize("file", [VIETNAMESE.file, ENGLISH.file, "sw.js", SHEET])
def test_a_packed_copy_holds_the_same(tmp_path: Path, file: str) -> None:
    data = (write_site(tmp_path) / file).read_bytes()
    packed = tmp_path / f"{file}.gz"
    packed.write_bytes(gzip.compress(data))
    assert told(tmp_path) == []
    for other in (gzip.compress(data + b"<img>"), gzip.compress(data[:-1]), gzip.compress(data)[:-9], data, b""):
        packed.write_bytes(other)
        (line,) = told(tmp_path)
        assert line.startswith(f"{file}.gz: lỗi: ")


def test_a_link_to_a_folder_elsewhere(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    (tmp_path / "other").mkdir()
    (site / "to-giac-toi-pham" / "cu").symlink_to(tmp_path / "other")
    (line,) = told(site)
    assert line.startswith("to-giac-toi-pham/cu: lỗi: ")
