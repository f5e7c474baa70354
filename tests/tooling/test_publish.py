"""Publishing: where to, with what identity, and that readers never meet half a site."""

from pathlib import Path

import pytest

from tools import ROOT
from tools.publish import PublishError, check, deliver, destination, publish

SAMPLE = {"PORTAL": {"sample": True}}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A built site of three files."""
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    for name in ("index.html", "sitemap.xml", "a/index.html"):
        (site / name).write_text("mới", "utf-8")
    return site


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
    assert deliver(built, target) == 3
    (target / "cu.html").write_text("cũ", "utf-8")
    assert publish(str(target), built, SAMPLE) == 0
    assert "Cảnh báo" in capsys.readouterr().out
    assert not (target / "cu.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "www"]


def test_a_link_to_the_folder_stays_a_link(built: Path, tmp_path: Path) -> None:
    (tmp_path / "v1").mkdir()
    (tmp_path / "www").symlink_to(tmp_path / "v1")
    deliver(built, tmp_path / "www")
    assert (tmp_path / "www").is_symlink()
    assert (tmp_path / "www" / "index.html").is_file()


def test_a_failure_leaves_the_old_site(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "www"
    deliver(built, target)
    real = Path.rename

    def rename(self: Path, to: Path) -> Path:
        if ".new-" in self.name:
            raise OSError("no space")
        return real(self, to)

    monkeypatch.setattr(Path, "rename", rename)
    assert publish(str(target), built, {}) == 1
    assert (target / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "www"]
