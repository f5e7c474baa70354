"""What the doctor says."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from plugins.visit_counter.service import doctor
from plugins.visit_counter.service.backups import hourly, name_of
from plugins.visit_counter.service.doctor import ERROR, OK, WARNING, examine, run_doctor
from plugins.visit_counter.service.sqlite_store import SqliteStore
from plugins.visit_counter.service.stores import open_store
from tests.visit_counter.service.disks import small_disk
from tests.visit_counter.service.postgres import execute
from tests.visit_counter.service.stores import NOW, TODAY, batch

WELL = {"written": NOW - 3, "hits": 500, "lately": 400, "addresses": 300, "forwarded_untrusted": 0,
        "durable": True, "reason": "", "node": "main"}  # fmt: skip


class Patient:
    """A data folder with a running service that is well."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.manifest = folder / "countable.json"
        self.manifest.write_text('{"paths": ["/a/"], "aliases": {}}', "utf-8")
        self.store = SqliteStore(self.data)
        self.store.load(NOW)
        for day in (TODAY - 1, TODAY):
            self.store.commit(batch(5, {"/a/": 3}, b"k" * 16, day=day))
        self.store.salt(TODAY)
        hourly(self.data, None, NOW)
        self.say()

    def say(self, **changes: Any) -> None:
        """Write health.json as the service does."""
        (self.data / "health.json").write_text(json.dumps(WELL | changes), "utf-8")

    def found(self, now: int = NOW, url: str | None = None) -> dict[str, str]:
        """What is said, with how serious it is."""
        return {finding.line: finding.level for finding in examine(self.data, url, self.manifest, now)}

    def complaint(self, now: int = NOW) -> str:
        """The only thing that is not well."""
        bad = [line for line, level in self.found(now).items() if level != OK]
        assert len(bad) == 1, bad
        return bad[0]


@pytest.fixture
def patient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Patient:
    monkeypatch.setattr(doctor, "LITTLE_SPACE", 1)
    monkeypatch.setattr(doctor, "NO_SPACE", 0)
    return Patient(tmp_path)


def test_all_is_well(patient: Patient, capsys: pytest.CaptureFixture[str]) -> None:
    assert set(patient.found().values()) == {OK}
    assert run_doctor(patient.data, None, patient.manifest, NOW) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 9
    assert all(line.startswith("OK  ") for line in lines)
    assert "tổng 10." in lines[0]


def test_the_exit_code_and_the_remedy(patient: Patient, capsys: pytest.CaptureFixture[str]) -> None:
    patient.say(durable=False, reason="đĩa đầy")
    assert run_doctor(patient.data, None, None, NOW) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("OK")]
    assert line.startswith("LỖI ")
    assert "đĩa đầy" in line
    assert "Cách sửa: " in line


def test_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_doctor(tmp_path / "none", None, None, NOW) == 1
    assert "--data" in capsys.readouterr().out


@pytest.mark.parametrize("ends", [True, False])
def test_a_damaged_database(patient: Patient, ends: bool) -> None:
    patient.store.close()
    path = patient.data / "counter.db"
    content = bytearray(path.read_bytes())
    content[8192:] = os.urandom(len(content) - 8192)
    path.write_bytes(content if ends else b"")
    errors = [line for line, level in patient.found().items() if level == ERROR]
    assert len(errors) == 1
    assert "restore --data" in errors[0]
    assert name_of(NOW) in errors[0]
    assert path.read_bytes() == (content if ends else b"")


def test_backups(patient: Patient) -> None:
    (newest,) = (patient.data / "backups").glob("*.db")
    content = newest.read_bytes()
    newest.write_bytes(content[:5000])
    assert patient.complaint().startswith("LỖI ")
    assert "không dùng được" in patient.complaint()
    newest.rename(newest.with_name("2026-11-22T03.db")).write_bytes(content)
    assert "đã 11 giờ" in patient.complaint()
    (newest.with_name("2026-11-22T03.db")).unlink()
    assert "Chưa có bản sao lưu nào" in patient.complaint()


def test_a_backup_of_the_future_is_neither_fresh_nor_sound(patient: Patient) -> None:
    (newest,) = (patient.data / "backups").glob("*.db")
    ahead = newest.with_name("2027-12-25T10.db")
    ahead.write_bytes(newest.read_bytes())
    assert "“" + str(ahead) + "” mang tên ở tương lai" in patient.complaint()
    newest.rename(newest.with_name("2026-11-22T03.db"))
    bad = [line for line, level in patient.found().items() if level == WARNING]
    assert [word in line for word, line in zip(("2027-12-25T10", "đã 11 giờ"), bad, strict=True)] == [True, True]


def test_a_service_that_does_not_run(patient: Patient) -> None:
    patient.store.close()
    assert patient.complaint().startswith("CẢNH BÁO  Bộ đếm không chạy. Cách sửa: ")


def test_a_service_that_is_silent(patient: Patient) -> None:
    patient.say(written=NOW - 61)
    assert "im lặng từ 2026-11-22T13:58:59+07:00" in patient.complaint()
    for content in ("", "[]", "{"):
        (patient.data / "health.json").write_text(content, "utf-8")
        assert "health.json" in patient.complaint()
    (patient.data / "health.json").unlink()
    assert "health.json" in patient.complaint()


def test_a_clock_that_is_behind(patient: Patient) -> None:
    patient.say(written=NOW + 3600)
    assert "Đồng hồ của máy chậm hơn lần ghi cuối (2026-11-22T15:00:00+07:00)" in patient.complaint()
    lines = patient.found(NOW - 86_400)
    assert any("ngày 2026-11-22, sau hôm nay (2026-11-21)" in line for line in lines)


@pytest.mark.parametrize(("changes", "said"), [
    ({"lately": 100, "addresses": 1}, "Cả 100 lượt gần đây đều như đến từ một địa chỉ"),
    ({"lately": 99, "addresses": 1}, ""),
    ({"lately": 100, "addresses": 2}, ""),
    ({"hits": 500, "forwarded_untrusted": 250}, "250 trong 500 lượt mang X-Forwarded-For"),
    ({"hits": 500, "forwarded_untrusted": 249}, ""),
    ({"hits": 10, "forwarded_untrusted": 5}, "5 trong 10 lượt"),
    ({"hits": 9, "forwarded_untrusted": 9}, ""),
])  # fmt: skip
def test_a_proxy_that_is_not_trusted(patient: Patient, changes: dict[str, Any], said: str) -> None:
    patient.say(**changes)
    if said:
        assert said in patient.complaint()
        assert "--trust-proxy" in patient.complaint()
    else:
        assert set(patient.found().values()) == {OK}


def test_days_that_are_missing(patient: Patient) -> None:
    patient.store.commit(batch(1, day=TODAY - 4))
    assert "Thiếu 2 ngày chưa được đo, gần nhất: 2026-11-19, 2026-11-20" in patient.complaint()
    assert "import --days" in patient.complaint()


def test_visitors_that_stay_too_long(patient: Patient) -> None:
    patient.say(written=NOW + 1900)
    assert "Còn dấu băm của người đọc từ 2026-11-22T14:00:00+07:00" in patient.complaint(NOW + 1900)


def test_a_salt_that_others_may_read(patient: Patient) -> None:
    (patient.data / "salt").chmod(0o640)
    assert f"chmod 600 {patient.data / 'salt'}" in patient.complaint()


@pytest.mark.parametrize(("content", "level"), [("{", ERROR), (None, ERROR), ('{"paths": []}', WARNING)])
def test_a_list_that_cannot_be_used(patient: Patient, content: str | None, level: str) -> None:
    patient.manifest.unlink()
    if content:
        patient.manifest.write_text(content, "utf-8")
    assert patient.complaint().startswith(level)
    assert str(patient.manifest) in patient.complaint()


def test_little_space(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LITTLE_SPACE", 1 << 60)
    assert patient.complaint().startswith("CẢNH BÁO  Đĩa còn trống ")
    monkeypatch.setattr(doctor, "NO_SPACE", 1 << 60)
    assert patient.complaint().startswith("LỖI ")


def test_a_disk_that_may_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LITTLE_SPACE", 1)
    with small_disk(tmp_path / "disk", 2) as disk:
        patient = Patient(disk.folder)
        patient.store.close()
        disk.read_only(True)
        found = patient.found()
    errors = [line for line, level in found.items() if level == ERROR]
    assert len(errors) == 1
    assert "Không ghi được vào" in errors[0]
    assert any("tổng 10" in line for line in found)


def test_a_server(patient: Patient, postgres_url: str) -> None:
    patient.store.close()
    assert any("chưa có kho số liệu nào" in line for line in patient.found(url=postgres_url))
    assert execute(postgres_url, "SELECT relname FROM pg_class WHERE relname LIKE 'keng%'") == []
    store = open_store(patient.data, postgres_url, "a")
    store.load(NOW)
    store.commit(batch(5, {}, b"k" * 16))
    assert set(patient.found(url=postgres_url).values()) == {OK}
    store.close()
    lines = [line for line, level in patient.found(url=postgres_url).items() if level != OK]
    assert [line[:28] for line in lines] == ["CẢNH BÁO  Bộ đếm không chạy."]
    away = "postgresql://keng:bi-mat@127.0.0.1:1/keng"
    lines = [line for line, level in patient.found(url=away).items() if level == ERROR]
    assert len(lines) == 1
    assert "bi-mat" not in lines[0]


def test_looking_leaves_no_trace(patient: Patient) -> None:
    patient.store.close()
    before = sorted(path.name for path in patient.data.rglob("*"))
    patient.found()
    assert sorted(path.name for path in patient.data.rglob("*")) == before
