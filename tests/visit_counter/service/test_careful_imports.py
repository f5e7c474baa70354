"""What an import tells before and instead of writing: dry runs, values that are ignored, mistakes undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.visit_counter.service.access import access
from plugins.visit_counter.service.backups import run_backup
from plugins.visit_counter.service.kept import Kept
from plugins.visit_counter.service.restore import run_restore
from plugins.visit_counter.service.sqlite_store import SqliteStore
from tests.visit_counter.service.importing import csv, enter, kept_in
from tests.visit_counter.service.stores import NOW, publish


def test_days_beyond_their_total_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = csv(tmp_path, "days.csv", "day,visits\n2026-11-19,900\n2026-11-20,101\n")
    assert enter(tmp_path / "data", total=1000, days_file=days) == 1
    error = capsys.readouterr().err
    assert all(word in error for word in ("1.001", "1.000", "Hãy sửa tệp hoặc --total"))
    assert kept_in(tmp_path / "data") == Kept()
    assert enter(tmp_path / "data", total=1001, days_file=days) == 0
    assert kept_in(tmp_path / "data").total == 1001


def test_a_dry_run_tells_the_totals_and_writes_nothing(
    tmp_path: Path, url: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    if url is None:
        assert enter(data, total=1000, dry_run=True) == 0
        assert "đang là 0, sẽ là 1.000" in capsys.readouterr().out
        assert not data.exists()
    assert enter(data, url, total=1000) == 0
    before = kept_in(data, url)
    capsys.readouterr()
    assert enter(data, url, total=1500, as_of="2026-11-22", dry_run=True) == 0
    told = capsys.readouterr().out
    assert "Thử, chưa ghi gì." in told
    assert "Tổng đang hiện: đang là 1.000, sẽ là 1.500." in told
    assert "Đã nhập" not in told
    assert enter(data, url, total=10, as_of="2026-11-22", dry_run=True) == 1
    assert kept_in(data, url) == before


def test_a_dry_run_refuses_a_lost_database_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "2026-11-22T13.db").write_bytes(b"")
    assert enter(tmp_path, dry_run=True) == 1
    assert "không còn tệp" in capsys.readouterr().err


def test_lower_values_are_told_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = csv(tmp_path, "a.csv", "day,visits,views\n2026-11-21,10903,7\n2026-11-20,5,9\n")
    second = csv(tmp_path, "b.csv", "day,visits,views\n2026-11-21,1000,7\n2026-11-20,5,8\n")
    pages = [csv(tmp_path, f"p{views}.csv", "path,views\n" + "".join(f"/{n}/,{views}\n" for n in range(9)))
             for views in (40, 30)]  # fmt: skip
    enter(tmp_path, total=None, days_file=first, pages_file=pages[0])
    before = kept_in(tmp_path)
    capsys.readouterr()
    assert enter(tmp_path, total=None, days_file=second, pages_file=pages[1]) == 0
    told = capsys.readouterr()
    assert told.err.splitlines() == [
        "Lưu ý: lượt xem của ngày 20/11/2026 (8) thấp hơn số đã có (9); giữ số đã có",
        "Lưu ý: số của ngày 21/11/2026 (1.000) thấp hơn số đã có (10.903); giữ số đã có",
        *(f"Lưu ý: lượt xem của trang /{n}/ (30) thấp hơn số đã có (40); giữ số đã có" for n in range(3)),
        "Lưu ý: còn 6 số nữa thấp hơn số đã có; giữ số đã có",
    ]
    assert "Không có gì thay đổi" in told.out
    assert "đã được nhập trước đây" not in told.out
    assert kept_in(tmp_path) == before


def test_a_file_with_only_a_header_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = csv(tmp_path, "days.csv", "day,visits\n\n")
    assert enter(tmp_path, total=None, days_file=days) == 0
    told = capsys.readouterr()
    assert "tệp chỉ có dòng đầu, không có số liệu nào" in told.err
    assert "Không có gì để nhập." in told.out
    assert enter(tmp_path, total=5, days_file=days) == 0
    assert "chỉ có dòng đầu" in capsys.readouterr().err


def test_addresses_that_the_manifest_does_not_know_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = csv(tmp_path, "countable.json", '{"paths": ["/a/"], "aliases": {"/cu/": "/a/"}}')
    strange = "".join(f"/{number}/,1\n" for number in range(13))
    pages = csv(tmp_path, "pages.csv", "path,views\n/a/,1\n/cu/,2\n" + strange)
    assert enter(tmp_path, total=None, pages_file=pages, manifest=manifest) == 0
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": cảnh báo: ")[0] for line in lines] == [f"{pages}:{line}" for line in range(4, 15)]
    assert all(f"“/{number}/”" in lines[number] for number in range(10))
    assert "còn 3 địa chỉ nữa" in lines[-1]
    assert len(kept_in(tmp_path).pages["import"]) == 15
    assert enter(tmp_path, total=None, pages_file=pages, manifest=tmp_path / "không có") == 1
    assert "--manifest: lỗi: Không đọc được danh sách địa chỉ" in capsys.readouterr().err


def test_a_wrong_import_is_undone_as_the_guide_says(tmp_path: Path) -> None:
    data, backup = tmp_path / "data", tmp_path / "data" / "truoc-khi-nhap.db"
    enter(data, total=1000)
    assert run_backup(data, None, backup, NOW) == 0
    enter(data, total=100_000)
    with access(data, None) as store:
        publish(data, store.store_id(), {"total": 100_000})
    (data / "public").rename(data / "public-nham")
    assert run_restore(data, None, backup, None, NOW) == 0
    assert kept_in(data).total == 1000
    store_after = SqliteStore(data)
    assert store_after.load(NOW).others.base == 1000
    store_after.close()
