"""Publishing: where to, with what identity, and that readers never meet half a site."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plugins.portal.settings import Identity
from plugins.tip_off.channels import NATIONAL_NUMBERS
from plugins.tip_off.inspection import expected_of
from plugins.tip_off.worker import worker_script
from tests.tip_off.sound_page import ENGLISH, VIETNAMESE, page_of, write_site
from tools import ROOT
from tools.publish import PublishError, check, deliver, destination, publish

SETTINGS: dict[str, Any] = {"PORTAL": {"url": "https://congan.example"}, "PATH": "khong-co", "THEME": "theme"}
SAMPLE = {**SETTINGS, "PORTAL": {"url": "https://congan.example", "sample": True}}
EXPECTED = expected_of(SETTINGS, Identity(url="https://congan.example"), NATIONAL_NUMBERS, [])


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A built site of seven files, four of them those of the tip-off pages."""
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    for name in ("index.html", "sitemap.xml", "a/index.html"):
        (site / name).write_text("mới", "utf-8")
    return write_site(site, vietnamese=page_of(EXPECTED, VIETNAMESE), english=page_of(EXPECTED, ENGLISH))


@pytest.mark.parametrize(
    ("to", "folder"),
    [
        ("/srv/www", Path("/srv/www")),
        ("file:///srv/trang%20tin", Path("/srv/trang tin")),
        ("https://congan.example", None),
        ("user@host:/srv/www", None),
        ("s3://bucket", None),
        ("file://other-host/srv", None),
    ],
)
def test_destinations(to: str, folder: Path | None) -> None:
    assert destination(to) == folder


def test_a_sample_goes_nowhere_else() -> None:
    with pytest.raises(PublishError, match="còn là mẫu"):
        check("https://congan.example", sample=True)
    with pytest.raises(PublishError, match="chỉ đưa được vào thư mục"):
        check("https://congan.example", sample=False)


@pytest.mark.parametrize("folder", [ROOT, ROOT.parent, ROOT / "content", ROOT / "plugins" / "x"])
def test_sources_are_not_overwritten(folder: Path) -> None:
    with pytest.raises(PublishError, match="mã nguồn"):
        check(str(folder), sample=True)


def test_a_folder_of_other_things_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "luan-van.doc").touch()
    with pytest.raises(PublishError, match="những tệp khác"):
        check(str(tmp_path), sample=True)
    with pytest.raises(PublishError, match="không phải là một thư mục"):
        check(str(tmp_path / "luan-van.doc"), sample=True)


def test_delivering_replaces_the_whole_folder(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "www"
    assert publish(str(target), built, SETTINGS) == 0
    assert "Đã đưa 7 tệp" in capsys.readouterr().out
    (target / "cu.html").write_text("cũ", "utf-8")
    assert publish(str(target), built, SAMPLE) == 0
    assert "Cảnh báo" in capsys.readouterr().out
    assert not (target / "cu.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "www"]


def test_a_link_to_the_folder_stays_a_link(built: Path, tmp_path: Path) -> None:
    (tmp_path / "v1").mkdir()
    (tmp_path / "www").symlink_to(tmp_path / "v1")
    deliver(built, tmp_path / "www", lambda copy: None)
    assert (tmp_path / "www").is_symlink()
    assert (tmp_path / "www" / "index.html").is_file()


def test_a_failure_leaves_the_old_site(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "www"
    deliver(built, target, lambda copy: None)
    real = Path.rename

    def rename(self: Path, to: Path) -> Path:
        if ".new-" in self.name:
            raise OSError("no space")
        return real(self, to)

    monkeypatch.setattr(Path, "rename", rename)
    assert publish(str(target), built, SETTINGS) == 1
    assert (target / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "www"]


@pytest.fixture
def ended() -> int:
    """The number of a process that has ended."""
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    return int(done.stdout)


def leave(folder: Path, name: str) -> Path:
    """A copy of a site as a delivery that was killed leaves it."""
    copy = folder / name
    (copy / "anh").mkdir(parents=True)
    (copy / "anh" / "da-go.jpg").touch()
    (copy / "sitemap.xml").write_text("cũ", "utf-8")
    return copy


def test_copies_of_killed_deliveries_go_and_those_of_a_running_one_stay(
    built: Path, tmp_path: Path, ended: int, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "www"
    assert publish(str(target), built, SETTINGS) == 0
    for mark in ("old", "new"):
        leave(tmp_path, f".www.{mark}-{ended}")
        leave(tmp_path, f".www.{mark}-{os.getpid()}")
        leave(tmp_path, f".www.{mark}-{os.getppid()}")
    assert publish(str(target), built, SETTINGS) == 0
    living = [f".www.{mark}-{os.getppid()}" for mark in ("new", "old")]
    assert sorted(path.name for path in tmp_path.iterdir()) == [*living, "site", "www"]
    assert not (target / "anh").exists()
    assert "Cảnh báo" not in capsys.readouterr().out


def test_the_site_that_a_killed_delivery_moved_away_comes_back(built: Path, tmp_path: Path, ended: int) -> None:
    """Also when the new one may not be delivered: half a delivery must not end the site."""
    leave(tmp_path, f".www.old-{ended}")
    (built / "sw.js").write_text("addEventListener('fetch', () => {})\n", "utf-8")
    assert publish(str(tmp_path / "www"), built, SETTINGS) == 1
    assert (tmp_path / "www" / "sitemap.xml").read_text("utf-8") == "cũ"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "www"]


def test_a_copy_that_cannot_be_removed_is_told(
    built: Path, tmp_path: Path, ended: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target, stuck = tmp_path / "www", leave(tmp_path, f".www.old-{ended}")
    target.mkdir()
    real = os.unlink

    def unlink(path: str, **more: Any) -> None:
        if path == "da-go.jpg":
            raise PermissionError(errno.EPERM, "Operation not permitted", path)
        real(path, **more)

    monkeypatch.setattr(os, "unlink", unlink)
    assert publish(str(target), built, SETTINGS) == 0
    assert (
        f"Cảnh báo: không xóa được hết bản sao {stuck}: “da-go.jpg” (Operation not permitted)"
        in capsys.readouterr().out
    )
    assert (target / "index.html").is_file()


def test_a_site_that_was_changed_after_the_build_stays_here(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "www"
    assert publish(str(target), built, SETTINGS) == 0
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    for page in (VIETNAMESE, ENGLISH):
        text = (built / page.file).read_text("utf-8")
        (built / page.file).write_text(text.replace("</main>", '<img src="/dem.gif" alt=""></main>'), "utf-8")
    assert publish(str(target), built, SETTINGS) == 1
    printed = capsys.readouterr().out
    for page in (VIETNAMESE, ENGLISH):
        assert f"{page.file}:" in printed
    assert printed.count("trang tố giác không được có thẻ <img>: “<img ") == 2
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "www"]


def test_a_site_of_another_exit_stays_here(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = {**SETTINGS, "TIP_OFF": {"exit_url": "https://a.example/"}}
    assert publish(str(tmp_path / "www"), built, settings) == 1
    assert "trang tố giác thiếu liên kết thoát nhanh nhìn thấy được: “https://a.example/”" in capsys.readouterr().out
    assert not (tmp_path / "www").exists()


def test_a_site_of_other_numbers_stays_here(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    registry = tmp_path / "content" / "_data" / "contacts.yml"
    registry.parent.mkdir(parents=True)
    row = "kind: emergency\n  name: Biên phòng\n  value: 119\n  source: Trang\n  verified_on: 2026-11-01"
    registry.write_text(f"- {row}\n", "utf-8")
    assert publish(str(tmp_path / "www"), built, {**SETTINGS, "PATH": str(tmp_path / "content")}) == 1
    assert "trang tố giác thiếu số khẩn cấp nhìn thấy được: “119”" in capsys.readouterr().out


def test_a_site_with_another_worker_stays_here(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (built / "sw.js").write_text("addEventListener('fetch', () => {})\n", "utf-8")
    assert publish(str(tmp_path / "www"), built, SETTINGS) == 1
    assert "sw.js: lỗi: mã giữ bản đọc khi mất mạng không phải mã của cổng" in capsys.readouterr().out
    without = {**SETTINGS, "TIP_OFF": {"offline": False}}
    (built / "sw.js").write_text(worker_script(""), "utf-8")
    assert publish(str(tmp_path / "www"), built, without) == 0


def test_a_site_with_a_file_beside_the_tip_off_page_stays_here(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (built / "to-giac-toi-pham" / ".htaccess").write_text("Redirect / https://a.example/\n", "utf-8")
    assert publish(str(tmp_path / "www"), built, SETTINGS) == 1
    assert "to-giac-toi-pham/.htaccess: lỗi: " in capsys.readouterr().out
    assert not (tmp_path / "www").exists()


def test_the_particulars_of_the_agency_and_the_registry_may_be_linked(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    links = (
        '<a href="tel:02323822113">a</a><a href="mailto:Tin@congan.example">b</a>'
        '<a href="https://vneid.gov.vn/x" rel="noreferrer noopener">c</a></main>'
    )
    text = (built / VIETNAMESE.file).read_text("utf-8")
    (built / VIETNAMESE.file).write_text(text.replace("</main>", links), "utf-8")
    assert publish(str(tmp_path / "www"), built, SETTINGS) == 1
    assert capsys.readouterr().out.count("không có trong danh bạ") == 3
    registry = tmp_path / "content" / "_data" / "contacts.yml"
    registry.parent.mkdir(parents=True)
    row = "kind: web\n  name: VNeID\n  value: https://vneid.gov.vn\n  source: Trang\n  verified_on: 2026-11-01"
    registry.write_text(f"- {row}\n", "utf-8")
    agency = {**SETTINGS["PORTAL"], "telephone": "(0232) 3822 113", "email": "tin@congan.example"}
    settings = {**SETTINGS, "PORTAL": agency, "PATH": str(tmp_path / "content")}
    assert publish(str(tmp_path / "www"), built, settings) == 0, capsys.readouterr().out
