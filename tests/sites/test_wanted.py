"""Wanted notices on real sites: what is published of one, and that nothing is left once it is lifted.

The person is invented; two syllables of the name stand in no Vietnamese word, so that any trace of it is found.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

import feedparser
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from plugins.common.vietnamese import fold
from tests.browser.looking import visit
from tests.browser.test_axe import violations
from tests.conftest import Build, Builder
from tests.site.test_html import checker_messages, is_about_the_policy
from tests.sites.newsroom import article, at, everything, ok, picture
from tools.serve import running

NAME = "Đàm Thị Quyễnh Xươm"
OTHER = "Quyễnh Mắt Lác"
SYLLABLES = ("quyễnh", "quyenh", "xươm", "xuom")
ADDRESS = "/2026/quyet-dinh-truy-na-15-qd-csdt/"
PDF = f"%PDF-1.4\n{NAME}\n"
HEADER = f"""Loại: truy nã
Ngày đăng: 15/3/2026
Họ tên: {NAME}
Tên gọi khác: [{OTHER}]
Năm sinh: 1990
Nơi cư trú cuối cùng: xã Không Có, tỉnh Tưởng Tượng
Tội danh: Trộm cắp tài sản
Số quyết định: 15/QĐ-CSĐT
Ngày quyết định: 12/3/2026
Cơ quan ra quyết định: Công an tỉnh Tưởng Tượng
Điện thoại: 0200 1369 570
Ảnh đại diện: /images/{NAME}.png
Mô tả ảnh: {NAME} nhìn thẳng
Từ khóa: [{NAME}, trộm cắp]
Tác giả: Người thân của {NAME}
Nguồn tin: Gia đình {NAME}
Dòng sự kiện: Vụ {NAME}
Tóm tắt: '{NAME} bỏ trốn khỏi UBND xã.'
File đính kèm: [Quyết định truy nã {NAME} | /documents/dam-thi-quyenh-xuom.pdf]
"""
BODY = f"{NAME} có sẹo.\n\n![{NAME} nghiêng](/images/xuom-2.png)\n\n[Bản quét](/documents/quyenh.pdf)"
STATES = {"đình nã": "Đình nã", "thu hồi": "Thu hồi thông báo"}


@dataclass(frozen=True)
class Newsroom:
    """A content folder with a notice in it, its output and its cache: the same for every build."""

    folder: Path
    build: Builder
    settings: str

    def write(self, state: str, more: str = "", header: str = HEADER, body: str = BODY) -> None:
        """The notice in a state; its file is named as a Mac names it, with marks of their own."""
        name = unicodedata.normalize("NFD", "đàm-thị-quyễnh-xươm")
        article(self.content / "truy-na", name, f"Tình trạng: {state}\n{header}{more}".rstrip(), body)

    def run(self) -> Build:
        done = self.attempt()
        ok(done)
        return done

    def attempt(self) -> Build:
        """A build that may fail."""
        cache = ["-e", 'NOW="2026-11-22 10:00"', f'CACHE_PATH="{self.folder / "cache"}"']
        return self.build(self.content, settings=self.settings, output=self.folder / "output", args=cache)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def files(self) -> list[Path]:
        """Everything that is published or kept: the output, the cache, the list of countable addresses."""
        kept = (*self.folder.glob("output/**/*"), *self.folder.glob("cache/**/*"), self.folder / "countable.json")
        return [path for path in kept if path.is_file()]

    def page(self) -> BeautifulSoup:
        html = (self.folder / "output" / ADDRESS.strip("/") / "index.html").read_text("utf-8")
        return BeautifulSoup(html, "html.parser")


@pytest.fixture(params=["publishconf.py", "pelicanconf.py"])
def newsroom(request: pytest.FixtureRequest, tmp_path: Path, build: Builder) -> Newsroom:
    """A newsroom with a notice and an article, not built yet."""
    made = Newsroom(tmp_path, build, request.param)
    article(made.content / "tin", "_index", "title: Tin hoạt động")
    article(made.content / "truy-na", "_index", "title: Truy nã")
    article(made.content / "tin", "bai-cu", "title: Bài cũ\ndate: 2021-12-26\ntags: [trộm cắp]")
    picture(made.content, unicodedata.normalize("NFD", f"{NAME}.png"))
    picture(made.content, "xuom-2.png")
    (made.content / "documents").mkdir()
    for name in ("dam-thi-quyenh-xuom.pdf", "quyenh.pdf"):
        (made.content / "documents" / name).write_text(PDF, "utf-8")
    made.write("truy nã")
    return made


def spellings() -> set[str]:
    """The names in every dress in which they could stand in a file or its name, in small letters."""
    found: set[str] = set()
    for name in (NAME, OTHER):
        for form in (name, unicodedata.normalize("NFD", name), fold(name)):
            found |= {form, quote(form), quote_plus(form), json.dumps(form)[1:-1]}
            found |= {form.replace(" ", sign) for sign in "-_+"} | {form.replace(" ", ""), form.replace(" ", "&nbsp;")}
    return {spelling.lower() for spelling in found}


def traces(paths: list[Path], root: Path) -> list[str]:
    """Where the person is named: whole in any file, by a telling syllable in any text or file name."""
    found = []
    for path in paths:
        name = path.relative_to(root).as_posix()
        data = path.read_bytes()
        text = unicodedata.normalize("NFC", data.decode("utf-8", "ignore")).lower()
        is_text = path.suffix not in (".png", ".avif", ".webp", ".jpg")
        whole = any(spelling in text or spelling.encode() in data.lower() for spelling in spellings())
        if whole or any(syllable in (text if is_text else "") + fold(name) for syllable in SYLLABLES):
            found.append(name)
    return found


def digests(paths: list[Path]) -> set[str]:
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def photos(newsroom: Newsroom) -> list[Path]:
    return [path for path in newsroom.files() if path.suffix in (".png", ".avif", ".webp", ".jpg")]


def test_a_notice_is_published_whole(newsroom: Newsroom) -> None:
    done = newsroom.run()
    page, output = newsroom.page(), newsroom.folder / "output"
    assert page.h1 is not None
    assert page.h1.get_text().replace("\u00a0", " ") == f"Truy nã {NAME}, sinh năm 1990"
    assert [link["href"] for link in page.select(".sighting .btn")] == ["/to-giac-toi-pham/#truy-na"]
    names = sorted({path.name.split(".")[0] for path in (output / "images").iterdir()})
    assert names == ["anh-truy-na"]
    assert {path.name.split(".")[0] for path in (newsroom.folder / "cache/pictures").iterdir()} == {"anh-truy-na"}
    for name in ("index.html", "truy-na/index.html", "feeds/tin-moi.xml", "feeds/truy-na.xml"):
        assert NAME in (output / name).read_text("utf-8").replace("\u00a0", " "), name
    entry = feedparser.parse((output / "feeds/truy-na.xml").read_text("utf-8")).entries[0]
    assert entry.link.endswith(ADDRESS)
    assert "Tội danh: Trộm cắp tài sản" in entry.content[0].value
    assert "có sẹo" in entry.content[0].value
    assert ADDRESS in (newsroom.folder / "countable.json").read_text("utf-8")
    assert done.stderr.count("tên người bị truy nã thành một phần của địa chỉ") == 3


@pytest.mark.parametrize("state", STATES)
def test_a_lifted_notice_leaves_nothing(newsroom: Newsroom, state: str) -> None:
    newsroom.run()
    assert traces(newsroom.files(), newsroom.folder), "or this test could not fail"
    pictures, paths = digests(photos(newsroom)), newsroom.folder / "countable.json"
    addresses = json.loads(paths.read_text("utf-8"))["paths"]
    assert len(pictures) >= 6
    newsroom.write(state, "Từ ngày: 20/11/2026")
    newsroom.run()
    assert traces(newsroom.files(), newsroom.folder) == []
    assert not digests(newsroom.files()) & pictures
    assert photos(newsroom) == []
    assert hashlib.sha256(PDF.encode()).hexdigest() not in digests(newsroom.files())
    left = json.loads(paths.read_text("utf-8"))["paths"]
    assert ADDRESS in left
    gone = {"/tu-khoa/dam-thi-quyenh-xuom/", "/su-kien/vu-dam-thi-quyenh-xuom/"}
    assert set(addresses) - set(left) == gone


@pytest.mark.parametrize("state", STATES)
def test_readers_and_search_engines_hear_of_it(newsroom: Newsroom, state: str) -> None:
    newsroom.write(state, "Từ ngày: 20/11/2026")
    newsroom.run()
    page, output = newsroom.page(), newsroom.folder / "output"
    assert page.title is not None
    title = f"{STATES[state]}: Quyết định truy nã số 15/QĐ-CSĐT ngày 12/3/2026"
    assert page.title.get_text().startswith(title)
    assert [meta["content"] for meta in page.select("meta[name=robots]")] == ["noindex"]
    assert [meta["content"] for meta in page.select('meta[property="og:title"]')] == [title]
    assert page.select('.tools, meta[property="og:image"], .body') == []
    assert "mailto:" not in str(page.main)
    for name in ("index.html", "truy-na/index.html"):
        assert "15/QĐ-CSĐT" in (output / name).read_text("utf-8")
    assert f"{ADDRESS}</loc><lastmod>2026-11-20</lastmod>" in (output / "sitemap-articles.xml").read_text("utf-8")
    entry = feedparser.parse((output / "feeds/truy-na.xml").read_text("utf-8")).entries[0]
    assert entry.updated == "2026-11-20T00:00:00+07:00"
    assert entry.content[0].value.strip() == f"<p>{entry.summary}</p>"
    assert "gỡ khỏi cổng" in entry.summary


def test_deleting_all_from_the_file_deletes_the_copies_too(newsroom: Newsroom) -> None:
    """The photograph is gone from the content folder, so nothing tells any more which copies were made of it."""
    newsroom.run()
    assert photos(newsroom) != []
    header = "\n".join(line for line in HEADER.splitlines() if "uyết định" in line.split(":")[0])
    newsroom.write("đình nã", "\nTừ ngày: 20/11/2026", f"Loại: truy nã\nNgày đăng: 15/3/2026\n{header}", "")
    for path in (newsroom.content / "images").iterdir():
        path.unlink()
    done = newsroom.run()
    assert photos(newsroom) == []
    assert traces(newsroom.files(), newsroom.folder) == []
    assert "thông báo đã hết hiệu lực" not in done.stderr


def test_what_still_names_the_person_is_told(newsroom: Newsroom) -> None:
    address = f"/images/{NAME}.png"
    named = article(newsroom.content / "tin", "nhac", "title: Nhắc\ndate: 2026-04-01", f"Một.\n\nBắt {NAME.upper()}.")
    shown = article(newsroom.content / "tin", "anh", "title: Ảnh\ndate: 2026-04-02", f"![Ảnh]({address})")
    newsroom.write("đình nã", "Từ ngày: 20/11/2026")
    told = newsroom.run().stderr
    assert f"{named}:8: cảnh báo: bài còn họ tên của người không còn bị truy nã: “{NAME}”" in told
    assert f"{shown}:6: cảnh báo: bài còn dùng ảnh hoặc tệp của một thông báo truy nã đã hết hiệu lực" in told
    assert "tệp này vẫn còn: “Họ tên, Tên gọi khác," in told
    assert "xóa tệp images/xuom-2.png" in told
    for path in (
        newsroom.content / "documents" / "dam-thi-quyenh-xuom.pdf",
        *(newsroom.content / "images").glob("*m.png"),
    ):
        assert f"{path}: cảnh báo: tên tệp còn tên của người không còn bị truy nã" in told
    stems = {path.name.split(".")[0] for path in photos(newsroom)}
    assert stems == {"dam-thi-quyenh-xuom"}, "what another article shows stays until the editor decides"


def test_nobody_publishes_a_registry_that_names_the_person(newsroom: Newsroom) -> None:
    """Alert, banner, links and the section's file reach pages that no article makes."""
    data, image = newsroom.content / "_data", f"/images/{NAME}.png"
    data.mkdir()
    files = {
        data / "alert.yml": f"text: Truy nã {NAME}\nhref: {ADDRESS}\n",
        data / "banners.yml": f"- image: {image}\n  alt: Ảnh\n  url: /truy-na/\n",
        data / "links.yml": f"- label: Truy nã {NAME}\n  url: https://a.vn/\n",
        newsroom.content / "truy-na" / "_index.md": f"---\ntitle: Truy nã\ndescription: Có {NAME}\n---\n",
    }
    for path, text in files.items():
        path.write_text(text, "utf-8")
    newsroom.run()
    newsroom.write("đình nã", "Từ ngày: 20/11/2026")
    done, publishing = newsroom.attempt(), newsroom.settings == "publishconf.py"
    assert done.returncode == (1 if publishing else 0)
    word = "lỗi" if publishing else "cảnh báo"
    for path in files:
        assert any(
            line.startswith(f"{path}:") and f": {word}: tệp này còn" in line for line in done.stderr.splitlines()
        )
    files |= dict.fromkeys(list(files)[1:3], "")
    for path, text in files.items():
        path.write_text(text.replace(NAME, "một người"), "utf-8")
    newsroom.run()
    assert traces(newsroom.files(), newsroom.folder) == []
    assert photos(newsroom) == []


@pytest.mark.parametrize("link", ["/tu-khoa/dam-thi-quyenh-xuom/", "/su-kien/vu-dam-thi-quyenh-xuom/"])
def test_lifting_is_not_stopped_by_what_it_takes_away(newsroom: Newsroom, link: str) -> None:
    linking = article(newsroom.content / "tin", "noi", "title: Nối\ndate: 2026-04-01", f"[Các bài]({link})")
    newsroom.run()
    newsroom.write("đình nã", "Từ ngày: 20/11/2026\nMục lạ: x\nTội danh: y\nNgười viết: 'ai")
    told = newsroom.run().stderr
    assert f"{linking}:6: cảnh báo: liên kết không dẫn tới trang nào: “{link}”" in told
    linking.unlink()
    newsroom.run()
    assert traces(newsroom.files(), newsroom.folder) == []
    article(newsroom.content / "tin", "noi", "title: Nối\ndate: 2026-04-01", "[Các bài](/tu-khoa/khong-co/)")
    assert newsroom.attempt().returncode == 1


def test_news_of_a_lifting_is_no_news(build: Builder, tmp_path: Path) -> None:
    """A notice lifted within two days of its posting leaves the news sitemap."""
    content = tmp_path / "content"
    header = HEADER.replace("15/3/2026", "21/11/2026")
    article(content / "truy-na", "a", f"Tình trạng: đình nã\n{header}", "")
    article(content / "truy-na", "b", "title: Mới\ndate: 2026-11-21")
    output = ok(build(content, args=at("2026-11-22 10:00")))
    news = (output / "sitemap-news.xml").read_text("utf-8")
    assert "/2026/b/" in news
    assert "truy-na-15" not in news
    assert "Xươm" not in everything(output)


def test_validator_and_axe_find_nothing(
    build: Builder, tmp_path: Path, vnu_jar: Path, browser: Browser, axe_script: str
) -> None:
    """One notice of every state, and one without a photograph; from the widest page to the narrowest."""
    content = tmp_path / "content"
    picture(content, f"{NAME}.png")
    header = "\n".join(line for line in HEADER.splitlines() if not line.startswith("File"))
    states = ["truy nã", "đầu thú\nTừ ngày: 20/11/2026", "đình nã\nTừ ngày: 20/11/2026", "thu hồi"]
    for number, state in enumerate(states):
        article(content / "truy-na", str(number), f"Tình trạng: {state}\n{header}".replace("15/QĐ", f"{number}/QĐ"), "")
    bare = header.replace("Ảnh đại diện", "#").replace("15/QĐ", "4/QĐ")
    article(content / "truy-na", "4", f"Tình trạng: truy nã\n{bare}", "Đặc điểm.")
    output = ok(build(content, args=at("2026-11-22 10:00")))
    found = [message for message in checker_messages(vnu_jar, output) if "/2026/" in str(message.get("url"))]
    assert [message for message in found if not is_about_the_policy(message)] == []
    addresses = [f"/2026/quyet-dinh-truy-na-{number}-qd-csdt/" for number in range(5)]
    with running(output) as base:
        for width in (320, 1280):
            with visit(browser, base.rstrip("/"), width, scheme="dark" if width == 320 else "light") as seen:
                for address in addresses:
                    page = seen.go(address)
                    assert violations(page, axe_script) == [], address
                    assert page.evaluate("document.documentElement.scrollWidth") <= width, address
                assert seen.foreign == []
