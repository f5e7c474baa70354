"""What happens between builds: files lost or edited by hand, caches gone, builds killed, failing, or two at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.host.store import Store
from plugins.host.workers import fork, wait_for
from plugins.incremental.command import build as build_incrementally
from plugins.incremental.request import FullBuildNeeded
from plugins.safe_output import staging
from tests.incremental.lab import Lab


def story(lab: Lab) -> Path:
    return lab.content / "an-ninh" / "bai-4.md"


def append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text('utf-8')}\n{text}\n", "utf-8")


def test_nothing_changed(lab: Lab) -> None:
    before = lab.made()
    assert lab.build().is_quick
    assert lab.made() == before


@pytest.mark.parametrize("with_edit", [False, True])
def test_files_of_the_output_that_were_deleted_or_edited(lab: Lab, with_edit: bool) -> None:
    saved = lab.output / "index.html.new"
    saved.write_text("sửa tay")
    saved.rename(lab.output / "index.html")
    (lab.output / "sitemap.xml").unlink()
    shutil.rmtree(lab.output / "tu-khoa")
    if with_edit:
        append(story(lab), "Thêm một câu.")
    assert lab.build().is_quick
    lab.check()


def test_a_file_that_was_written_into_in_place_is_rendered_again(lab: Lab) -> None:
    before = lab.made()
    (lab.output / "index.html").write_text("sửa tay")  # and so is what the store has of it, by the other name
    done = lab.build()
    assert (done.is_quick, done.code) == (False, 0)
    assert lab.made() == before
    (lab.output / "index.html").unlink()
    assert lab.build().is_quick
    assert lab.made() == before


def test_no_byte_of_the_site_is_stored_twice(lab: Lab) -> None:
    kept = [path for path in (lab.cache / "store" / "files").rglob("*") if path.is_file()]
    assert len(kept) > 30
    assert {path.stat().st_nlink for path in kept} == {2}
    append(story(lab), "Thêm một câu.")
    assert lab.build().is_quick
    append(story(lab), "Thêm câu nữa.")
    (lab.project / "theme" / "templates" / "them.html").write_text("")
    assert not lab.build().is_quick
    for path in (lab.cache / "store" / "files").rglob("*"):
        assert path.is_dir() or path.stat().st_nlink == 2, "what stands nowhere any more is gone"


def test_an_output_that_is_gone_comes_back(lab: Lab) -> None:
    before = lab.made()
    shutil.rmtree(lab.output)
    assert lab.build().code == 0
    assert lab.made() == before


def test_without_pictures_the_output_comes_back_from_the_store(lab: Lab) -> None:
    before = lab.made()
    for path in lab.output.rglob("*.html"):
        path.unlink()
    assert lab.build().is_quick
    assert lab.made() == before


@pytest.mark.parametrize("damage", ["ledger", "files", "bytes"])
def test_what_was_kept_is_lost(lab: Lab, damage: str) -> None:
    (path,) = (lab.cache / "store").glob("*.db")
    if damage == "bytes":
        path.write_bytes(b"nonsense" * 1000)
    elif damage == "ledger":
        forget(path.parent, damage)
    else:
        shutil.rmtree(path.parent / "files")
    append(story(lab), "Thêm một câu.")
    (lab.output / "robots.txt").unlink()
    done = lab.build()
    assert (done.is_quick, done.code) == (False, 0)
    lab.check()
    append(story(lab), "Thêm câu nữa.")
    assert lab.build().is_quick
    lab.check()


def forget(folder: Path, kind: str) -> None:
    """Delete all values of a kind."""
    store = Store(folder, 100)
    store.keep_only(kind, [])
    store.close()


def test_a_mistake_stops_the_build_and_leaves_the_site(lab: Lab) -> None:
    before, sound = lab.made(), story(lab).read_text("utf-8")
    story(lab).write_text(sound.replace("date: ", "date: 45/13/"), "utf-8")
    done = lab.build()
    assert done.code == 1
    line = next(line for line in done.printed.splitlines() if f"{story(lab)}:" in line)
    assert ": lỗi: " in line
    assert line.split(f"{story(lab)}:")[1].split(":")[0].isdigit()
    assert lab.made() == before
    story(lab).write_text(f"{sound}\nThêm một câu.\n", "utf-8")
    assert lab.build().is_quick, "the failed build left everything as it was"
    lab.check()


def test_a_link_that_leads_nowhere_is_found(lab: Lab) -> None:
    before = lab.made()
    append(story(lab), "Xem [bài này](/2021/khong-co/).")
    done = lab.build()
    assert done.code == 1
    assert "/2021/khong-co/" in done.printed
    assert lab.made() == before


def in_child(work: Callable[[], None]) -> bytes | None:
    """Do something in a process of its own; None when it was killed."""

    def run(parts: range) -> bytes:
        try:
            work()
        except FullBuildNeeded as reason:
            return str(reason).encode()
        return b"well"

    child = fork(range(1), run)
    assert child
    return wait_for(child)


@pytest.mark.parametrize("moves", [0, 1, 5])
def test_killed_while_files_are_moved(lab: Lab, monkeypatch: pytest.MonkeyPatch, moves: int) -> None:
    append(story(lab), "Thêm một câu.")
    story(lab).with_name("bai-10.md").unlink()
    done: list[Path] = []
    replace = staging._replace

    def then_die(source: str, target: Path) -> None:
        if len(done) == moves:
            os.kill(os.getpid(), 9)
        done.append(target)
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(staging, "_replace", then_die)
        assert in_child(lambda: build_incrementally(lab.order())) is None
    assert lab.build().code == 0
    lab.check()
    assert not list(lab.output.parent.glob(".trang.*"))


def test_killed_before_the_ledger_is_kept(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    append(story(lab), "Thêm một câu.")
    with monkeypatch.context() as patch:
        patch.setattr("plugins.incremental.delivery._note", lambda *_: os.kill(os.getpid(), 9))
        assert in_child(lambda: build_incrementally(lab.order())) is None
    story(lab).with_name("bai-10.md").unlink()
    assert lab.build().code == 0
    lab.check()


def test_another_build_finished_in_between(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    append(story(lab), "Thêm một câu.")
    opened = staging.Staging.open

    def and_another_builds(self: staging.Staging) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(staging.Staging, "open", opened)
            append(story(lab), "Thêm câu nữa.")
            assert lab.build().code == 0
        opened(self)

    with monkeypatch.context() as patch:
        patch.setattr(staging.Staging, "open", and_another_builds)
        with pytest.raises(FullBuildNeeded):
            build_incrementally(lab.order())
    lab.check()


def test_two_builds_at_once(lab: Lab) -> None:
    append(story(lab), "Thêm một câu.")

    def run(parts: range) -> bytes:
        try:
            build_incrementally(lab.order())
        except FullBuildNeeded:
            return b"later"
        return b"well"

    children = [child for _ in range(2) if (child := fork(range(1), run))]
    assert b"well" in [wait_for(child) for child in children]
    lab.check()
    assert lab.build().is_quick


def test_an_edit_while_the_site_is_built_is_seen_by_the_next_one(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    append(story(lab), "Thêm một câu.")
    opened = staging.Staging.open

    def and_edit(self: staging.Staging) -> None:
        append(story(lab), "Sửa trong lúc dựng.")
        opened(self)

    with monkeypatch.context() as patch:
        patch.setattr(staging.Staging, "open", and_edit)
        build_incrementally(lab.order())
    assert lab.build().code == 0
    lab.check()
