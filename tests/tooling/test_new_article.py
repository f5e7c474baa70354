"""`invoke new`: a draft that the reader takes, with an address that does not follow the title."""

from datetime import datetime
from pathlib import Path

import pytest
import yaml

from plugins.common.problems import Report
from plugins.front_matter.document import DocumentReader
from plugins.front_matter.settings import FrontMatterSettings
from tools.new_article import ZONE, ArticleError, Draft, sections, start, write

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZONE)


def test_the_draft_lies_in_its_section_and_year(tmp_path: Path) -> None:
    path = write(Draft("Đại hội: “Vì an ninh”", "phong-trao"), tmp_path, NOW)
    assert path == tmp_path / "phong-trao" / "2026" / "dai-hoi-vi-an-ninh.md"
    header = yaml.safe_load(path.read_text("utf-8").split("---")[1])
    assert header["title"] == "Đại hội: “Vì an ninh”"
    assert header["slug"] == "dai-hoi-vi-an-ninh"
    assert header["status"] == "draft"
    assert str(header["date"]).startswith("2026-11-22 10:00")


def test_a_new_section_keeps_its_vietnamese_name(tmp_path: Path) -> None:
    path = write(Draft("Bản tin", "Gương người tốt", "thong-bao"), tmp_path, NOW)
    header = yaml.safe_load(path.read_text("utf-8").split("---")[1])
    assert path.parent.parent.name == "guong-nguoi-tot"
    assert (header["section"], header["kind"]) == ("Gương người tốt", "thong-bao")


def test_a_wanted_notice_begins_with_its_decision_and_without_a_name(tmp_path: Path) -> None:
    path = write(Draft("15/QĐ-CSĐT", "truy-na", "truy-na"), tmp_path, NOW)
    assert path == tmp_path / "truy-na" / "2026" / "quyet-dinh-truy-na-15-qd-csdt.md"
    header = yaml.safe_load(path.read_text("utf-8").split("---")[1])
    assert (header["kind"], header["state"], header["decision"]) == ("truy-na", "truy nã", "15/QĐ-CSĐT")
    assert not {"title", "slug", "summary"} & set(header)
    report = Report()
    read = DocumentReader(FrontMatterSettings(), report, {}).read(str(path), is_page=False)
    assert (read.metadata, report.errors) == (None, []), "a draft that is not filled in stops nobody"
    with pytest.raises(ArticleError, match="số quyết định"):
        write(Draft("Kiều Thị Thí Dụ", "truy-na", "truy-na"), tmp_path, NOW)


def test_nothing_is_overwritten_in_any_section(tmp_path: Path) -> None:
    write(Draft("Bản tin", "phong-trao"), tmp_path, NOW)
    with pytest.raises(ArticleError, match="Đã có"):
        write(Draft("Bàn tin", "phong-trao"), tmp_path, NOW)
    with pytest.raises(ArticleError, match="Đã có"):
        write(Draft("Bản tin", "hoat-dong"), tmp_path, NOW)


@pytest.mark.parametrize(
    "draft", [Draft("2026", "a"), Draft("…", "a"), Draft("Bản tin", "…"), Draft("Bản tin", "a", "phim")]
)
def test_what_cannot_be_an_address_is_refused(tmp_path: Path, draft: Draft) -> None:
    with pytest.raises(ArticleError):
        write(draft, tmp_path, NOW)
    assert not list(tmp_path.rglob("*.md"))


def test_without_a_terminal_nothing_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert start("", "phong-trao", "", tmp_path) == 1
    assert "Thiếu: tiêu đề" in capsys.readouterr().out
    assert start("Bản tin", "phong-trao", "", tmp_path) == 0
    assert "Đã tạo bản nháp" in capsys.readouterr().out


def test_sections_are_folders_of_articles(tmp_path: Path) -> None:
    for name in ("_data", "images", "pages", "phong-trao", "hoat-dong"):
        (tmp_path / name).mkdir()
    assert sections(tmp_path) == ["hoat-dong", "phong-trao"]
    assert sections(tmp_path / "none") == []
