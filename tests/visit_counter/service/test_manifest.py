"""The list of countable addresses, and its reading again."""

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.visit_counter.service.manifest import Manifest, ManifestError


def write(path: Path, paths: list[str], aliases: dict[str, str] | None = None, **more: Any) -> Path:
    path.write_text(json.dumps({"paths": paths, "aliases": aliases or {}, **more}), "utf-8")
    return path


def test_old_addresses_lead_to_the_page(tmp_path: Path) -> None:
    aliases = {"/cu/": "/giua/", "/giua/": "/2026/moi/", "/2026/khac/": "/2026/moi/", "/mat/": "/khong-con/"}
    manifest = Manifest(write(tmp_path / "m.json", ["/", "/2026/moi/", "/2026/khac/"], aliases))
    for path, canonical in {"/cu/": "/2026/moi/", "/2026/moi/": "/2026/moi/", "/2026/khac/": "/2026/khac/"}.items():
        page = manifest.find(path)
        assert page
        assert page.path == canonical
    assert manifest.find("/mat/") is None
    assert manifest.find("/la/") is None
    assert set(manifest.names("/2026/moi/")) == {"/cu/", "/giua/", "/2026/moi/"}
    assert manifest.canonical("/giua/") == "/2026/moi/"
    assert manifest.canonical("/la/") == "/la/"


def test_a_ring_of_aliases_ends(tmp_path: Path) -> None:
    manifest = Manifest(write(tmp_path / "m.json", ["/"], {"/a/": "/b/", "/b/": "/a/"}))
    assert manifest.find("/a/") is None


def test_a_changed_list_is_read_and_a_broken_one_is_not(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = write(tmp_path / "m.json", ["/"])
    manifest = Manifest(file)
    assert not manifest.reload()
    write(file, ["/", "/tin/"], origin="https://a.example")
    assert manifest.reload()
    assert manifest.find("/tin/")
    assert manifest.origin == "https://a.example"
    file.write_text('{"paths": ["/"')
    assert not manifest.reload()
    assert manifest.find("/tin/")
    assert "Danh sách cũ vẫn được dùng" in caplog.text
    file.unlink()
    assert not manifest.reload()
    write(file, ["/", "/x/"])
    assert manifest.reload()
    assert manifest.find("/tin/") is None


@pytest.mark.parametrize("text", [
    "", "[]", '{"aliases": {}}', '{"paths": [1]}', '{"paths": [], "aliases": {"/a/": 2}}', '{"paths":[],"origin":1}',
    '{"paths":["/\\ud800/"]}', "[" * 99_999,
])  # fmt: skip
def test_a_wrong_list_is_told_in_plain_words(tmp_path: Path, text: str) -> None:
    file = tmp_path / "m.json"
    file.write_text(text)
    with pytest.raises(ManifestError, match="make build"):
        Manifest(file)


def test_a_missing_list_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"Không đọc được .*khong-co\.json"):
        Manifest(tmp_path / "khong-co.json")
