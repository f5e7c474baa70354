"""Finished files that are kept by a second name."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import pytest

from plugins.host.finished import FinishedFiles
from plugins.host.writing import Folder


def digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


ONE, TWO = digest(b"one"), digest(b"two")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of two files."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "1").write_bytes(b"one")
    (folder / "2").write_bytes(b"two")
    return folder


@pytest.fixture
def files(tmp_path: Path) -> FinishedFiles:
    return FinishedFiles(tmp_path / "store" / "files", digest)


def keep(files: FinishedFiles, site: Path) -> None:
    files.keep({ONE: f"{site}/1", TWO: f"{site}/2"})


def held(files: FinishedFiles) -> set[str]:
    return {path.name for path in Path(files.folder).rglob("*") if path.is_file()}


def names(*keys: bytes) -> set[str]:
    return {key.hex() for key in keys}


@pytest.fixture(params=["link", "copy"])
def no_links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """With and without a file system that can link; whether it cannot."""

    def refuse(path: str, target: str) -> None:
        if not Path(target).parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no such folder", target)
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "is there", target)
        raise OSError(errno.EXDEV, "another file system", target)

    if request.param == "copy":
        monkeypatch.setattr(os, "link", refuse)
    return bool(request.param == "copy")


def test_what_was_kept_is_put_back(files: FinishedFiles, site: Path, tmp_path: Path, no_links: bool) -> None:
    keep(files, site)
    keep(files, site)
    assert (site / "1").stat().st_nlink == (1 if no_links else 2)
    shutil.rmtree(site)
    target = Folder(str(tmp_path / "new"))
    assert files.put_back(ONE, target, "a/b")
    assert (tmp_path / "new" / "a" / "b").read_bytes() == b"one"
    assert not files.put_back(digest(b"three"), target, "c")
    assert files.trouble is None


def test_what_was_written_into_is_lost_and_kept_anew(files: FinishedFiles, site: Path, tmp_path: Path) -> None:
    keep(files, site)
    (site / "1").write_bytes(b"eno")
    target = Folder(str(tmp_path / "new"))
    assert not files.put_back(ONE, target, "a")
    assert not (tmp_path / "new").exists()
    (site / "1").write_bytes(b"one")
    keep(files, site)
    assert files.put_back(ONE, target, "a")


def test_a_file_made_anew_shares_its_space_with_what_is_kept(files: FinishedFiles, site: Path) -> None:
    keep(files, site)
    (site / "1").unlink()
    (site / "1").write_bytes(b"one")
    keep(files, site)
    assert (site / "1").stat().st_nlink == 2


def test_two_outputs_of_the_same_file(files: FinishedFiles, site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(site, other)
    keep(files, site)
    keep(files, other)
    assert (site / "1").stat().st_nlink == 2, "the first one is not taken from its site"


def test_what_stands_nowhere_is_deleted(files: FinishedFiles, site: Path) -> None:
    keep(files, site)
    (site / "1").unlink()
    files.tidy({ONE, TWO}, 100)
    assert (held(files), files.bytes) == (names(ONE, TWO), 3)
    files.tidy({TWO}, 100)
    assert (held(files), files.bytes) == (names(TWO), 0)


def test_of_copies_no_more_is_kept_than_may_be(files: FinishedFiles, site: Path) -> None:
    keep(files, site)
    shutil.rmtree(site)
    files.tidy({ONE, TWO}, 5)
    assert len(held(files)) == 1
    assert files.bytes == 3
    files.tidy({ONE, TWO}, -1)
    assert held(files) == set()


@pytest.mark.parametrize("stands", [False, True])
def test_what_is_no_part_of_a_site_any_more(files: FinishedFiles, site: Path, stands: bool) -> None:
    keep(files, site)
    if not stands:
        (site / "1").unlink()
    files.let_go([ONE, digest(b"three")])
    assert held(files) == (names(ONE, TWO) if stands else names(TWO))


def test_what_must_go_goes_wherever_it_stands(files: FinishedFiles, site: Path) -> None:
    keep(files, site)
    files.keep_only({TWO})
    assert held(files) == names(TWO)


def test_strange_files_are_deleted(files: FinishedFiles, site: Path) -> None:
    keep(files, site)
    (Path(files.folder) / ONE.hex()[:2] / "ghi chú.txt").write_text("?")
    files.tidy({ONE, TWO}, 100)
    assert held(files) == names(ONE, TWO)


def damage(folder: Path) -> Iterable[None]:
    """The ways in which a folder may be no use."""
    folder.parent.mkdir()
    folder.write_text("no folder")
    yield
    folder.unlink()
    folder.mkdir()
    for key in (ONE, TWO):
        (folder / key.hex()[:2]).write_text("no folder")
    yield


def test_a_folder_that_is_no_use_stops_nothing(files: FinishedFiles, site: Path, tmp_path: Path) -> None:
    for _ in damage(Path(files.folder)):
        files.trouble = None
        keep(files, site)
        assert files.trouble
        files.tidy({ONE}, 100)
        files.keep_only({ONE})
        files.let_go([ONE])
        assert not files.put_back(ONE, Folder(str(tmp_path / "new")), "a")


def test_nothing_was_ever_kept(files: FinishedFiles) -> None:
    files.tidy({ONE}, 100)
    files.keep_only([])
    files.let_go([ONE])
    assert (files.trouble, files.bytes) == (None, 0)
