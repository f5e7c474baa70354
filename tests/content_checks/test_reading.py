"""A content folder read for the gate: which files, what others know of each, addresses as the build makes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plugins.content_checks.gate import Gate
from plugins.content_checks.reading import Content, read_content, sources
from plugins.content_checks.rules import RULES
from plugins.content_checks.site import Site, read_site
from tests.content_checks.support import NOW, article_of, portal
from tests.support import ROOT
from tests.support import Site as BuiltSite

FILES = {
    "hoat-dong/_index.md": "---\ntitle: Hoạt động\n---\n",
    "hoat-dong/2021/mot.md": "title: Một\ndate: 2021-08-02\ntags: [dân vận]\nevent: Hội thi 2021\n"
    "aliases: [/tin/cu.html]",
    "hoat-dong/2021/hai.md": "title: Hai\ndate: 2021\nslug: bai-hai\nsection: Chuyên mục mới",
    "hoat-dong/nhap.md": "title: Nháp\nstatus: draft\ndate: 2021-01-02",
    "hoat-dong/an.md": "title: Ẩn\nstatus: hidden\ndate: 2020-01-02\ntags: [ẩn]",
    "hoat-dong/hen.md": "title: Hẹn\nembargo: 2027-01-01 06:00",
    "pages/lien-he.md": "title: Liên hệ",
    "images/README.md": "title: Không phải bài",
    "_data/README.md": "title: Không phải bài",
    ".git/x.md": "title: Không phải bài",
    "hoat-dong/mot.md~": "title: Bản cũ",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, header in FILES.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            header if header.startswith("---") else f"---\n{header}\n---\n\nMột câu.\n\n## Kết quả\n", "utf-8"
        )
    return tmp_path / "content"


def cards(content: Content) -> dict[str, str]:
    return {card.title: card.href for card in content.archive.cards}


def test_articles_and_pages_are_read_and_nothing_else(folder: Path) -> None:
    names = [path.relative_to(folder).as_posix() for path in sources(folder, Site())]
    assert names == [
        "hoat-dong/an.md", "hoat-dong/hen.md", "hoat-dong/nhap.md", "hoat-dong/2021/hai.md", "hoat-dong/2021/mot.md",
        "pages/lien-he.md",
    ]  # fmt: skip


def test_others_know_of_what_is_out_and_of_drafts_nothing(folder: Path) -> None:
    content = read_content(folder, Site(), NOW)
    assert cards(content) == {
        "Một": "/2021/mot/", "Hai": "/2021/bai-hai/", "Ẩn": "/2020/an/", "Hẹn": "", "Liên hệ": "/lien-he/",
    }  # fmt: skip
    assert {card.title: card.ids for card in content.archive.cards}["Một"] == {"ket-qua"}
    assert sorted(content.pages) == sorted(href for href in cards(content).values() if href)
    assert [article.is_page for article in content.articles].count(True) == 1


def test_an_embargo_ends(folder: Path) -> None:
    later = NOW.replace(year=2027, month=2)
    assert cards(read_content(folder, Site(), later))["Hẹn"] == "/2027/hen/"


def test_lists_have_the_addresses_of_what_is_in_them(folder: Path) -> None:
    addresses = read_content(folder, Site(), NOW).archive.addresses
    there = {
        "/",
        "/hoat-dong/",
        "/chuyen-muc-moi/",
        "/tu-khoa/dan-van/",
        "/su-kien/hoi-thi-2021/",
        "/2021/",
        "/2021/08/",
    }
    assert there | {"/tin/cu.html", "/to-giac-toi-pham/", "/thong-ke/"} <= addresses
    assert not {"/tu-khoa/an/", "/2020/", "/2021/01/", "/pages/", "/ban-nhap/nhap/"} & addresses


def test_the_settings_say_where_articles_stand(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "conf.py"
    file.write_text('ARTICLE_URL = "tin/{slug}.html"\nPORTAL = {"url": "https://a.example/"}\n', "utf-8")
    content = read_content(folder, read_site(file), NOW)
    assert cards(content)["Một"] == "/tin/mot.html"
    assert content.archive.site == "https://a.example"
    assert read_site(tmp_path / "none.py") == Site()


def test_a_file_that_is_no_article_is_told_and_the_others_are_read(folder: Path) -> None:
    (folder / "hoat-dong" / "khong-dau.md").write_text("Chữ không có phần đầu.", "utf-8")
    (folder / "hoat-dong" / "tcvn.md").write_bytes(b"---\ntitle: \xb8\xb5\n---\n")
    content = read_content(folder, Site(), NOW)
    assert [(Path(problem.file).name, problem.line) for problem in content.unreadable] == [
        ("khong-dau.md", 1),
        ("tcvn.md", 2),
    ]
    assert len(content.articles) == 6


def test_registries_are_those_of_the_folder_and_of_the_agency() -> None:
    archive = portal().archive
    assert "113" in archive.telephones
    assert archive.abbreviations["ANTT"]
    assert {unit.name: unit.until.isoformat() for unit in archive.units}["BR-VT"] == "2025-07-01"
    own = replace(read_site(ROOT / "pelicanconf.py"), telephone="0260 3862 222", email="Van.Thu@congan.example")
    archive = read_content(ROOT / "content", own, NOW).archive
    assert "02603862222" in archive.telephones
    assert "van.thu@congan.example" in archive.emails


@pytest.mark.site
def test_the_addresses_are_those_of_the_built_site(site: BuiltSite) -> None:
    known = {card.href for card in portal().archive.cards} | portal().archive.addresses
    assert {address for address in site.by_address if address.endswith("/")} <= known
    pages = {address for address in known if address.endswith("/") and not (site.folder / address[1:]).is_dir()}
    assert pages <= {"/documents/"}


WANTED = """---
Loại: truy nã
Tình trạng: {state}
Họ tên: Trần Văn Thí Dụ
Năm sinh: 1990
Nơi cư trú: xã A, tỉnh B
Tội danh: Trộm cắp tài sản
Số quyết định: 15/QĐ-CSĐT
Ngày quyết định: 12/3/2026
Cơ quan ra quyết định: Cơ quan Cảnh sát điều tra Công an tỉnh B
Điện thoại: 0232 3822 222
Ngày đăng: 13/3/2026
---

Cao 1m65. Gọi 0912 345 678, Loading...
"""


def test_of_a_lifted_notice_only_the_header_is_looked_at() -> None:
    in_force = article_of(WANTED.format(state="truy nã"))
    lifted = article_of(WANTED.format(state="đình nã"))
    assert in_force.text("title") == "Truy nã Trần Văn Thí Dụ, sinh năm 1990"
    assert "Loading" in in_force.body
    assert (lifted.body, lifted.raw, lifted.header_text) == ("", "", "")
    assert "Thí Dụ" not in str(lifted.header.values)
    assert [one.rule.id for one in Gate(portal().archive, RULES).check(lifted) if one.severity == "error"] == []


def test_nothing_in_a_header_stops_a_lifting() -> None:
    article = article_of(WANTED.format(state="đình nã").replace("Năm sinh: 1990", 'Năm sinh: "1990'))
    assert article.problems.problems
    assert article.problems.errors == []


def test_a_header_is_judged_as_for_publishing() -> None:
    article = article_of("---\ntitle: Một bài\nkind: la\nname: Trần Văn A\n---\n\nChữ.\n")
    assert [problem.message for problem in article.problems.errors] == [
        "thiếu ngày đăng", "mục “kind” không nhận giá trị này", "chỉ thông báo truy nã có mục “Họ tên”",
    ]  # fmt: skip


def test_a_date_in_the_future_is_told_as_by_the_build() -> None:
    def told(header: str) -> list[str]:
        article = article_of(f"---\ntitle: Một bài\n{header}\n---\n\nChữ.\n")
        return [f"{problem.line} {problem.message}" for problem in article.problems.problems]

    assert told("date: 2026-11-23") == ["3 ngày đăng ở tương lai"]
    assert told("date: 2026-11-22 09:59") == []
    assert told("date: 2026-11-23\nembargo: 2026-11-23") == []
    assert told("date: 2026-11-23\nstatus: draft") == []
    assert told("date: 2026-11-20\nupdated: 2026-11-24") == ["4 ngày cập nhật ở tương lai"]
