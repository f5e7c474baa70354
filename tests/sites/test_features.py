"""One article with everything an article may have, from made-up files, looked at by validators and a browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.looking import visit
from tests.browser.test_axe import violations
from tests.conftest import Builder
from tests.site.test_html import checker_messages, is_about_the_policy
from tests.support import ROOT
from tools.serve import running

ADDRESS = "/2021/day-du/"
SECRET = "MAY-ANH-CUA-TRINH-SAT"


@pytest.fixture(scope="module")
def built(build: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output; pictures, documents and a video are made here."""
    content = tmp_path_factory.mktemp("features") / "content"
    shutil.copytree(ROOT / "tests" / "sites" / "features", content)
    (content / "images").mkdir()
    for name in ("hoi-nghi.jpg", "mot.png", "phong-su.jpg"):
        exif = Image.Exif()
        exif[0x010E], exif[0x010F] = SECRET, SECRET  # description, maker
        exif.get_ifd(0x8825)[1] = "N"  # GPS
        Image.effect_noise((900, 600), 80).convert("RGB").save(content / "images" / name, exif=exif)
    (content / "images" / "phong-su.mp4").write_bytes(b"\0" * 4096)
    (content / "images" / "phong-su.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nXin chào.\n", "utf-8")
    (content / "documents").mkdir()
    (content / "documents" / "ke-hoach.pdf").write_bytes(b"%PDF-1.4\n" + b"0" * 1_230_000)
    (content / "documents" / "bieu-mau-dang-ky.docx").write_bytes(b"PK" + b"0" * 84_000)
    (content / "documents" / "khong-ai-dung.pdf").write_bytes(b"%PDF-1.4\n")
    done = build(content)
    assert done.returncode == 0, done.printed
    assert "lỗi" not in done.stderr
    return done.output


@pytest.fixture(scope="module")
def soup(built: Path) -> BeautifulSoup:
    """The article's page."""
    return BeautifulSoup((built / ADDRESS.strip("/") / "index.html").read_text("utf-8"), "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    """The only element that matches."""
    found = soup.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)}"
    return found[0]


def words(element: Tag) -> str:
    """An element's text, white space folded."""
    return " ".join(element.get_text().split())


def test_meta_and_source(soup: BeautifulSoup) -> None:
    meta = words(one(soup, ".by"))
    assert "Chủ nhật, 26/12/2021 21:42" in meta
    assert "28/12/2021" in meta
    assert "Đã xem 1.204" in meta
    assert "Phản hồi 3" in meta
    assert "Nguồn tin: Phòng Tham mưu" in words(soup)
    link = one(soup, 'a[href="https://example.com/bai-goc"]')
    assert "Đi tới nguồn bài viết" in words(link)
    assert link["rel"] == ["noreferrer", "noopener"]


def test_attachments_have_kind_and_size_and_only_they_are_published(built: Path, soup: BeautifulSoup) -> None:
    text = words(soup)
    assert "File đính kèm" in text
    assert "Kế hoạch số 78/KH-UBND" in text
    assert "PDF" in text
    assert "1,2 MB" in text
    assert "Word" in text
    assert "84 KB" in text
    assert (built / "documents" / "ke-hoach.pdf").stat().st_size > 1_000_000
    assert not (built / "documents" / "khong-ai-dung.pdf").exists()


def test_abbreviations_are_explained_once_lead_first(soup: BeautifulSoup) -> None:
    marked = [(words(tag), tag["title"]) for tag in soup.select("abbr")]
    assert marked == [("UBND", "Ủy ban nhân dân"), ("ANTT", "an ninh, trật tự")]
    assert all(tag.find_parent(class_="sapo") for tag in soup.select("abbr"))


def test_figure_group_and_video(built: Path, soup: BeautifulSoup) -> None:
    captions = [words(tag) for tag in soup.select(".body figcaption")]
    assert captions == ["Quang cảnh hội nghị", "Ảnh một", "Ảnh hai", "Phóng sự về hội nghị"]
    assert words(one(soup, ".body")).count("Quang cảnh hội nghị") == 1
    assert len(soup.select(".photos > figure")) == 2
    assert one(soup, 'img[alt="Hội trường đông người"]')["width"] == "900"
    video = one(soup, "video")
    assert video["width"] == "900"
    assert video["aria-label"] == "Phóng sự dài hai phút"
    assert (built / str(video["poster"]).lstrip("/")).is_file()
    assert one(video, "track")["src"] == "/images/phong-su.vtt"
    for name in ("phong-su.mp4", "phong-su.vtt"):
        assert (built / "images" / name).is_file()


def test_no_picture_tells_where_and_by_whom_it_was_taken(built: Path) -> None:
    pictures = [path for path in built.rglob("images/*") if path.suffix in (".jpg", ".png", ".webp", ".avif")]
    assert len(pictures) > 9
    for path in pictures:
        assert SECRET.encode() not in path.read_bytes()
        with Image.open(path) as picture:
            assert not picture.getexif()
            assert "icc_profile" not in picture.info


def test_first_picture_loads_at_once_and_others_when_near(soup: BeautifulSoup) -> None:
    pictures = soup.select(".body img")
    assert [picture.get("loading") for picture in pictures] == [None, "lazy", "lazy"]
    assert pictures[0]["fetchpriority"] == "high"


def test_headings_contents_lists_tables_and_footnotes(soup: BeautifulSoup) -> None:
    body = one(soup, ".body")
    assert [tag["id"] for tag in body.select("h2")] == ["duong-day-nong", "duong-day-nong_1"]
    assert [tag["href"] for tag in body.select(".toc a")] == ["#duong-day-nong", "#duong-day-nong_1"]
    assert [words(tag) for tag in one(body, "ol:not(.footnote ol)").select("li")] == [
        "Chỉ đạo các đơn vị.",
        "Tăng cường tuần tra.",
    ]
    assert one(body, ".table")["tabindex"] == "0"
    assert "Ban hành ngày 20/5/2021." in words(one(body, ".footnote"))
    assert "2021. Trong năm qua, “Tổ tự quản” chạy 5′30″." in words(body)


def test_pasted_html_is_plain(soup: BeautifulSoup) -> None:
    body = str(one(soup, ".body")).replace("\u00a0", " ")
    assert "<p>Dán từ <b>Word</b></p>" in body
    assert "Mso" not in body
    assert "style=" not in body


def test_tile_speaks_of_the_topic(soup: BeautifulSoup) -> None:
    tile = one(soup, ".tip")
    assert "Anh, chị bị lừa hoặc biết kẻ lừa đảo?" in words(tile)
    assert one(tile, "a.btn")["href"] == "/to-giac-toi-pham/#lua-dao"


def test_validator_and_axe_find_nothing(built: Path, vnu_jar: Path, browser: Browser, axe_script: str) -> None:
    messages = [message for message in checker_messages(vnu_jar, built) if not is_about_the_policy(message)]
    assert messages == []
    with running(built) as base, visit(browser, base.rstrip("/"), 320, scheme="dark") as seen:
        assert violations(seen.go(ADDRESS), axe_script) == []
        assert seen.foreign == []


def test_cells_are_aligned_without_style(soup: BeautifulSoup) -> None:
    assert [words(cell) for cell in soup.select("td.right, th.right")] == ["Số vụ", "12", "3"]
    assert soup.select("[style]") == []


def test_tiles_to_pages_that_do_not_exist_are_left_out(soup: BeautifulSoup) -> None:
    assert "Góp ý" not in words(soup)
