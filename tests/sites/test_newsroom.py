"""What a newsroom does to articles over time, each step a real build: embargo, drafts, hidden ones, picks, notices."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from plugins.sections.archive import LISTED_IN_YEAR
from tests.conftest import Builder
from tests.sites.newsroom import article, at, everything, ok, picture


def test_embargo_holds_an_article_and_its_picture_back_until_its_minute(build: Builder, content: Path) -> None:
    picture(content, "mat.jpg")
    article(
        content / "tin",
        "hen-gio",
        "title: Tin hẹn giờ\nembargo: 2026-12-01 08:00\ntags: [mật]",
        "![Ảnh](/images/mat.jpg)",
    )
    before = ok(build(content, args=at("2026-12-01 07:59")))
    assert "hẹn giờ" not in everything(before)
    assert not (before / "tu-khoa" / "mat").exists()
    assert not list(before.rglob("mat.*"))
    after = ok(build(content, args=at("2026-12-01 08:00")))
    assert (after / "2026" / "hen-gio" / "index.html").is_file()
    assert "Tin hẹn giờ" in (after / "index.html").read_text("utf-8")
    assert list(after.rglob("mat.*.avif"))


def test_embargo_by_its_vietnamese_name_with_a_future_date(build: Builder, content: Path) -> None:
    article(content / "tin", "moi", "Tiêu đề: Bài mới\nNgày đăng: 08:00 | 01/12/2026\nHẹn giờ: 08:00 | 01/12/2026")
    assert "Bài mới" not in everything(ok(build(content, args=at("2026-11-22 10:00"))))


def test_draft_is_seen_locally_and_nowhere_when_publishing(build: Builder, content: Path) -> None:
    picture(content, "nhap.jpg")
    article(content / "tin", "ban-nhap", "title: Bài nháp\nstatus: nháp\ntags: [bí mật]", "![Ảnh](/images/nhap.jpg)")
    local = ok(build(content, settings="pelicanconf.py"))
    assert "Bài nháp" in (local / "ban-nhap" / "ban-nhap" / "index.html").read_text("utf-8")
    assert "Bài nháp" not in (local / "index.html").read_text("utf-8")
    assert not (local / "tu-khoa" / "bi-mat").exists()
    published = ok(build(content))
    assert "Bài nháp" not in everything(published)
    assert not (published / "ban-nhap").exists()
    assert not list(published.rglob("nhap.*"))


def test_hidden_article_has_a_page_and_stands_in_no_list(build: Builder, content: Path) -> None:
    article(content / "tin", "an", "title: Bài ẩn\ndate: 2021-12-27\nstatus: ẩn")
    output = ok(build(content))
    page = output / "2021" / "an" / "index.html"
    assert "Bài ẩn" in page.read_text("utf-8")
    page.unlink()
    assert "Bài ẩn" not in everything(output)


def test_partial_date_is_shown_as_partial_and_is_in_no_feed(build: Builder, content: Path) -> None:
    article(content / "tin", "thang-tu", "title: Tin tháng tư\ndate: 2022-04")
    output = ok(build(content))
    page = (output / "2022" / "thang-tu" / "index.html").read_text("utf-8")
    assert '<time datetime="2022-04">' in page
    assert "Tháng 4/2022" in page
    feeds = "".join(path.read_text("utf-8") for path in (output / "feeds").iterdir())
    assert "Bài cũ" in feeds
    assert "Tin tháng tư" not in feeds


def test_news_sitemap_holds_two_days_and_no_partial_date(build: Builder, content: Path) -> None:
    for name, date in (("moi", "2026-11-21 10:00"), ("cu", "2026-11-20 09:59"), ("thang", "2026-11")):
        article(content / "tin", f"bai-{name}", f"title: Bài {name}\ndate: {date}")
    text = (ok(build(content, args=at("2026-11-22 10:00"))) / "sitemap-news.xml").read_text("utf-8")
    assert "/2026/bai-moi/" in text
    assert "<news:publication_date>2026-11-21T10:00:00+07:00<" in text
    assert "/2026/bai-cu/" not in text
    assert "/2026/bai-thang/" not in text


def test_notice_leaves_the_block_when_it_is_over(build: Builder, content: Path) -> None:
    article(content / "thong-bao", "_index", "title: Thông báo")
    article(
        content / "thong-bao", "tuyen-sinh", "title: Tuyển sinh\ndate: 2026-03-25\nkind: thong-bao\nexpires: 2026-04-15"
    )
    last_day = (ok(build(content, args=at("2026-04-15 23:59"))) / "index.html").read_text("utf-8")
    day_after = (ok(build(content, args=at("2026-04-16 00:00"))) / "index.html").read_text("utf-8")
    assert '<time class="leaf" datetime="2026-03-25">' in last_day
    assert '<time class="leaf"' not in day_after


def test_unknown_section_is_made_with_a_warning(build: Builder, content: Path) -> None:
    article(content / "tin", "giao-thong", "title: Bài\ndate: 2021-12-26\nsection: Giao thông")
    done = build(content)
    assert "Giao thông" in (ok(done) / "giao-thong" / "index.html").read_text("utf-8")
    assert "giao-thong.md:4: cảnh báo: chuyên mục chưa có, vừa được tạo: “Giao thông”" in done.stderr


def test_embargo_holds_a_page_back(build: Builder, content: Path) -> None:
    article(content / "pages", "cho", "title: Trang chờ\nembargo: 2026-12-01 08:00")
    assert "Trang chờ" not in everything(ok(build(content, args=at("2026-12-01 07:59"))))
    assert "Trang chờ" in everything(ok(build(content, args=at("2026-12-01 08:00"))))


def test_colon_in_a_title_needs_no_quotes(build: Builder, content: Path) -> None:
    article(content / "tin", "hai-cham", 'title: "Tiếng kẻng" an ninh: một năm nhìn lại\ndate: 2022-01-05')
    page = (ok(build(content)) / "2022" / "hai-cham" / "index.html").read_text("utf-8")
    assert "<title>“Tiếng kẻng” an ninh: một năm nhìn lại" in page


def test_keywords_that_end_in_numbers_do_not_share_files(build: Builder, content: Path) -> None:
    for number in range(45):
        article(content / "tin", f"bai-{number}", f"title: Bài {number}\ndate: 2022-01-05\ntags: [thẻ 3]")
    article(content / "tin", "rieng", "title: Bài riêng\ndate: 2022-01-05\ntags: [thẻ 32]")
    output = ok(build(content)) / "tu-khoa"
    assert "Bài riêng" in (output / "the-32" / "index.html").read_text("utf-8")
    assert "Bài riêng" not in (output / "the-3" / "trang" / "1" / "index.html").read_text("utf-8")
    shown = [(output / "the-3" / page / "index.html").read_text("utf-8") for page in ("", "trang/1")]
    for number in range(45):
        assert sum(f'href="/2022/bai-{number}/"' in page for page in shown) == 1


def test_no_attribute_dresses_or_runs(build: Builder, content: Path) -> None:
    body = 'Đoạn một.\n{: style="color:red" onclick="alert(1)" .signature .tip }\n\n## Mục {: onmouseover="x()" }\n\n'
    body += '[x](https://a.vn/){: HREF="javascript:x" ping="/y/" }'
    article(content / "tin", "ao", "title: Áo\ndate: 2022-01-05", body)
    page = (ok(build(content)) / "2022" / "ao" / "index.html").read_text("utf-8")
    assert '<p class="signature">' in page
    for word in ("style=", "onclick", "onmouseover", "javascript:", "ping=", "HREF", "signature tip"):
        assert word not in page


def test_the_editors_pick_comes_first_and_says_so(build: Builder, content: Path) -> None:
    for number in range(5):
        article(content / "tin", f"gan-{number}", f"title: Gần {number}\ndate: 2022-01-05\ntags: [pháo]")
    article(content / "tin", "goc", "title: Gốc\ndate: 2022-01-06\ntags: [pháo]\nrelated: [/2021/bai-cu/]")
    page = BeautifulSoup((ok(build(content)) / "2022" / "goc" / "index.html").read_text("utf-8"), "html.parser")
    heading = page.find(string="Tin liên quan")
    assert heading is not None
    rail = heading.find_parent("section")
    assert rail is not None
    first = rail.find("li")
    assert first is not None
    assert first.find("a")["href"] == "/2021/bai-cu/"  # type: ignore[index]
    assert "Biên tập chọn" in first.get_text()


def test_a_big_year_lists_its_months_and_what_belongs_to_none(build: Builder, content: Path) -> None:
    for number in range(LISTED_IN_YEAR + 1):
        article(content / "tin", f"so-{number}", f"title: Số {number}\ndate: 2022-03-{number % 28 + 1:02}")
    article(content / "tin", "ca-nam", "title: Cả năm\ndate: 2022")
    output = ok(build(content))
    year = (output / "2022" / "index.html").read_text("utf-8")
    assert 'href="/2022/03/"' in year
    assert 'href="/2022/ca-nam/"' in year
    assert 'href="/2022/so-7/"' not in year
    assert 'href="/2022/so-7/"' in (output / "2022" / "03" / "index.html").read_text("utf-8")


def test_headings_that_the_page_has_too(build: Builder, content: Path) -> None:
    body = "## Nội dung\n\nMột.\n\n## Từ khóa\n\nHai.\n\n## !!!\n\nBa."
    article(content / "tin", "muc", "title: Mục\ndate: 2022-01-05", body)
    page = (ok(build(content)) / "2022" / "muc" / "index.html").read_text("utf-8")
    for name in ("noi-dung", "noi-dung-bai", "tu-khoa-bai", "muc-nho"):
        assert page.count(f'id="{name}"') == 1


def test_no_address_can_be_made(build: Builder, content: Path) -> None:
    for name, title in (("12", "'!!!'"), ("13", "2022"), ("14", "dài " * 60)):
        article(content / "tin", name, f"title: {title}\ndate: 2022-01-05")
    done = build(content)
    assert done.returncode == 1
    assert done.stderr.count("không đặt được địa chỉ cho bài này") == 3
    assert "Traceback" not in done.printed


def test_a_page_refuses_what_only_articles_have(build: Builder, content: Path) -> None:
    article(content / "pages", "gioi-thieu", "title: Giới thiệu\ntags: [a]\nattachments: [/documents/a.pdf]")
    done = build(content)
    assert done.returncode == 1
    for line, name in ((3, "tags"), (4, "attachments")):
        assert f"gioi-thieu.md:{line}: lỗi: trang cố định không dùng mục này: “{name}”" in done.stderr
