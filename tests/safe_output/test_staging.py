"""A finished folder takes the place of the last one, file by file."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plugins.safe_output.staging import Moved, Staging


class Builds:
    """Builds one after another into one output."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "output"
        self.manifests = folder / "cache" / "outputs"

    def staging(self) -> Staging:
        return Staging(self.output, self.manifests)

    def build(self, files: Mapping[str, str], delete_others: bool = False, keep: tuple[str, ...] = ()) -> Moved:
        staging = self.staging()
        staging.open()
        for name, text in files.items():
            path = staging.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return staging.take_place(delete_others, keep)

    def own(self, files: Mapping[str, str]) -> None:
        """Files that somebody put into the output."""
        for name, text in files.items():
            path = self.output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    @property
    def files(self) -> dict[str, str]:
        return {
            path.relative_to(self.output).as_posix(): path.read_text("utf-8")
            for path in sorted(self.output.rglob("*")) if path.is_file()
        }  # fmt: skip


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    return Builds(tmp_path)


SITE = {"index.html": "1", "2021/a/index.html": "a", "theme/site.css": "c", "feeds/tin-moi.xml": "f"}


def test_the_first_build(builds: Builds) -> None:
    assert builds.build(SITE) == Moved(4, 0, 0)
    assert builds.files == SITE
    assert sorted(path.name for path in builds.folder.iterdir()) == ["cache", "output"]


def test_what_is_the_same_is_not_touched(builds: Builds) -> None:
    builds.build(SITE)
    before = {name: (builds.output / name).stat() for name in SITE}
    assert builds.build({**SITE, "index.html": "2"}) == Moved(1, 3, 0)
    for name, old in before.items():
        new = (builds.output / name).stat()
        same = (new.st_ino, new.st_mtime_ns) == (old.st_ino, old.st_mtime_ns)
        assert same is (name != "index.html")


def test_same_size_and_other_content_is_a_change(builds: Builds) -> None:
    builds.build({"a.html": "abc"})
    stamp = (builds.output / "a.html").stat()
    assert builds.build({"a.html": "abd"}).written == 1
    os.utime(builds.output / "a.html", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert builds.build({"a.html": "abe"}).written == 1
    assert builds.files == {"a.html": "abe"}


def test_what_is_no_longer_made_goes_with_its_empty_folders(builds: Builds) -> None:
    builds.build(SITE | {"2021/b/index.html": "b", "2020/08/c/index.html": "c"})
    assert builds.build(SITE) == Moved(0, 4, 2)
    assert builds.files == SITE
    assert not (builds.output / "2020").exists()
    assert not (builds.output / "2021" / "b").exists()


def test_files_of_others_stay(builds: Builds) -> None:
    builds.own({"robots-cu.txt": "x", "2021/b/cua-toi.txt": "y", ".htaccess": "z"})
    builds.build(SITE | {"2021/b/index.html": "b"})
    builds.build(SITE)
    assert builds.files == SITE | {"robots-cu.txt": "x", "2021/b/cua-toi.txt": "y", ".htaccess": "z"}


def test_files_of_others_go_when_wanted_but_what_is_kept(builds: Builds) -> None:
    builds.own({"cu.txt": "x", ".git/config": "g", "2019/cu/index.html": "y", "CNAME": "a.vn"})
    assert builds.build(SITE, delete_others=True, keep=(".git", "CNAME")) == Moved(4, 0, 2)
    assert builds.files == SITE | {".git/config": "g", "CNAME": "a.vn"}
    assert not (builds.output / "2019").exists()


def test_a_kept_name_is_a_name_at_the_top(builds: Builds) -> None:
    builds.own({"a/.git/x": "1", ".git/x": "2", ".gitignore": "3"})
    builds.build(SITE, delete_others=True, keep=(".git",))
    assert builds.files == SITE | {".git/x": "2"}


def test_kept_names_are_kept_from_the_manifest_too(builds: Builds) -> None:
    builds.build(SITE | {"giu/a.txt": "1"})
    builds.build(SITE, keep=("giu",))
    assert builds.files == SITE | {"giu/a.txt": "1"}


def test_a_file_becomes_a_folder_and_a_folder_a_file(builds: Builds) -> None:
    builds.build({"a": "file", "b/index.html": "b", "b/c/index.html": "c", "d/e": "file"})
    moved = builds.build({"a/index.html": "a", "a/x/y.html": "y", "b": "file", "d/e/f.html": "f"})
    assert moved.written == 4
    assert builds.files == {"a/index.html": "a", "a/x/y.html": "y", "b": "file", "d/e/f.html": "f"}
    builds.build({"a": "file", "b/index.html": "b"})
    assert builds.files == {"a": "file", "b/index.html": "b"}


def test_pages_come_after_what_they_need(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    replace = os.replace

    def record(source: Path, target: Path) -> None:
        order.append(Path(target).relative_to(builds.output).as_posix())
        replace(source, target)

    monkeypatch.setattr(os, "replace", record)
    builds.output.mkdir()
    builds.build(
        {"a.html": "", "z.css": "", "images/x.webp": "", "b.js": "", "sitemap.xml": "", "a.json": "", "r.txt": ""}
    )
    assert order == ["b.js", "images/x.webp", "z.css", "a.html", "a.json", "r.txt", "sitemap.xml"]


class PowerCutError(Exception):
    """The power is gone."""


def crash_after(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, left = os.replace, [count]

    def some(source: Path, target: Path) -> None:
        if not left[0]:
            raise PowerCutError
        left[0] -= 1
        replace(source, target)

    monkeypatch.setattr(os, "replace", some)


@pytest.mark.parametrize("count", range(4))
def test_a_crash_in_the_middle_leaves_whole_files(builds: Builds, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    builds.build(SITE)
    new = {name: text + " mới" for name, text in SITE.items()}
    with monkeypatch.context() as patch:
        crash_after(count, patch)
        with pytest.raises(PowerCutError):
            builds.build(new)
    files = builds.files
    assert sorted(files) == sorted(SITE)
    assert all(files[name] in (SITE[name], new[name]) for name in SITE)
    assert sum(files[name] == new[name] for name in SITE) == count
    builds.build(new)
    assert builds.files == new
    assert sorted(path.name for path in builds.folder.iterdir()) == ["cache", "output"]


def test_pages_of_a_build_that_crashed_are_gone_after_the_next(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that was out by mistake, its build killed, must not stay on the site for ever."""
    builds.build(SITE)
    with monkeypatch.context() as patch:
        crash_after(1, patch)
        with pytest.raises(PowerCutError):
            builds.build(SITE | {"2021/bi-mat/index.html": "x", "z/index.html": "y"})
    assert "2021/bi-mat/index.html" in builds.files
    builds.build(SITE)
    assert builds.files == SITE


def test_discarding_leaves_the_output(builds: Builds) -> None:
    builds.build(SITE)
    staging = builds.staging()
    staging.open()
    (staging.folder / "index.html").write_text("hỏng", "utf-8")
    staging.discard()
    staging.discard()
    assert builds.files == SITE
    assert not staging.folder.exists()


def test_a_fresh_folder_is_empty(builds: Builds) -> None:
    staging = builds.staging()
    staging.open()
    (staging.folder / "cu.html").write_text("x", "utf-8")
    staging.open()
    assert list(staging.folder.iterdir()) == []
    assert staging.folder.parent == builds.output.parent
    staging.discard()


def test_folders_of_dead_builds_go_and_of_living_ones_stay(builds: Builds) -> None:
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    dead = builds.folder / f".output.new-{int(ended.stdout)}"
    living = builds.folder / f".output.new-{os.getppid()}"
    other = builds.folder / f".khac.new-{int(ended.stdout)}"
    for folder in (dead, living, other):
        (folder / "a").mkdir(parents=True)
    staging = builds.staging()
    staging.open()
    assert [folder.is_dir() for folder in (dead, living, other, staging.folder)] == [False, True, True, True]
    staging.discard()


def test_a_folder_that_is_none_of_ours_stays(builds: Builds) -> None:
    own = builds.folder / ".output.new-ban-do"
    own.mkdir()
    staging = builds.staging()
    staging.open()
    assert own.is_dir()
    staging.discard()


def test_two_outputs_have_manifests_of_their_own(tmp_path: Path) -> None:
    one, other = Builds(tmp_path / "x"), Builds(tmp_path / "x")
    other.output = tmp_path / "x" / "output2"
    one.build({"a.html": "1"})
    other.build({"b.html": "1"})
    one.build({"c.html": "1"})
    other.build({"d.html": "1"})
    assert (one.files, other.files) == ({"c.html": "1"}, {"d.html": "1"})


def test_a_relative_and_an_absolute_output_are_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = Builds(tmp_path)
    builds.build({"a.html": "1"})
    monkeypatch.chdir(tmp_path)
    builds.output = Path("output")
    builds.build({"b.html": "1"})
    assert builds.files == {"b.html": "1"}


def test_a_link_to_a_folder_gives_way_to_a_file(builds: Builds) -> None:
    elsewhere = builds.folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x").write_text("1", "utf-8")
    builds.output.mkdir()
    (builds.output / "a").symlink_to(elsewhere)
    builds.build({"a": "file"})
    assert builds.files == {"a": "file"}
    assert (elsewhere / "x").read_text("utf-8") == "1"


def test_an_empty_build(builds: Builds) -> None:
    builds.build(SITE)
    assert builds.build({}) == Moved(0, 0, 4)
    assert builds.files == {}
    assert builds.output.is_dir()


def test_a_link_to_nowhere_gives_way_to_a_folder(builds: Builds) -> None:
    builds.output.mkdir()
    (builds.output / "a").symlink_to(builds.folder / "none")
    builds.build({"a/index.html": "a"})
    assert builds.files == {"a/index.html": "a"}


def test_a_folder_that_is_a_link_stays_when_it_is_empty(builds: Builds) -> None:
    elsewhere = builds.folder / "elsewhere"
    elsewhere.mkdir()
    builds.output.mkdir()
    (builds.output / "images").symlink_to(elsewhere)
    builds.build({"images/a.jpg": "a"})
    builds.build({"index.html": "1"})
    assert builds.files == {"index.html": "1"}
    assert (builds.output / "images").is_symlink()


def another_file_system(builds: Builds, monkeypatch: pytest.MonkeyPatch, copies: int = 1000) -> None:
    """The output is mounted: nothing can be renamed into it; after so many copies the power goes."""
    replace, left = os.replace, [copies]

    def within(source: Path, target: Path) -> None:
        if not Path(source).is_relative_to(builds.output):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        if not left[0]:
            raise PowerCutError
        left[0] -= 1
        replace(source, target)

    monkeypatch.setattr(os, "replace", within)


def test_an_output_on_another_file_system(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    another_file_system(builds, monkeypatch)
    assert builds.build(SITE) == Moved(4, 0, 0)
    assert builds.files == SITE
    assert builds.build({**SITE, "index.html": "2"}) == Moved(1, 3, 0)


def test_half_a_copy_is_gone_after_the_next_build(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    builds.output.mkdir()
    with monkeypatch.context() as patch:
        another_file_system(builds, patch, copies=2)
        with pytest.raises(PowerCutError):
            builds.build(SITE)
    assert len(builds.files) == 3
    builds.build(SITE)
    assert builds.files == SITE


def test_another_error_of_the_disk_is_told(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    builds.output.mkdir()
    with pytest.raises(OSError, match="No space left"):
        builds.build(SITE)


def test_the_first_site_is_moved_as_one_folder(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "replace")
    assert builds.build(SITE) == Moved(len(SITE), 0, 0)
    assert builds.files == SITE


def test_two_builds_into_one_output_take_turns(builds: Builds) -> None:
    builds.build(SITE)
    (lock,) = builds.manifests.glob("*.lock")
    with ThreadPoolExecutor(1) as pool:
        with lock.open("w") as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            waiting = pool.submit(builds.build, {"index.html": "2"})
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
            assert builds.files == SITE
        assert waiting.result() == Moved(1, 0, 3)
    assert builds.files == {"index.html": "2"}
