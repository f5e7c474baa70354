"""What a newsroom does to articles over time, each step a real build: embargo, drafts, hidden ones, deletions."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Build, Builder
from tests.support import ROOT


def article(folder: Path, name: str, header: str, body: str = "Nội dung của bài.") -> Path:
    """Write an article; ``header`` is YAML."""
    path = folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{header}\n---\n\n{body}\n", "utf-8")
    return path


def picture(folder: Path, name: str) -> None:
    """Write a small photograph."""
    path = folder / "images" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_noise((300, 200), 60).convert("RGB").save(path)


def at(now: str) -> list[str]:
    """Pelican's arguments for a clock."""
    return ["-e", f'NOW="{now}"']


def everything(output: Path) -> str:
    """All text of a built site."""
    return "\n".join(path.read_text("utf-8") for path in sorted(output.rglob("*")) if path.suffix in (".html", ".xml"))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A newsroom's folder with one published article."""
    folder = tmp_path / "content"
    article(folder / "tin", "_index", "title: Tin hoạt động")
    article(folder / "tin", "bai-cu", "title: Bài cũ\ndate: 2021-12-26 21:42")
    return folder


def ok(done: Build) -> Path:
    """The output of a build that must have succeeded."""
    assert done.returncode == 0, done.printed
    return done.output


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


def test_second_build_touches_nothing_and_a_deletion_removes_everything(
    build: Builder, content: Path, tmp_path: Path
) -> None:
    picture(content, "anh.jpg")
    gone = article(
        content / "tin", "se-xoa", "title: Sẽ xóa\ndate: 2021-11-01\ntags: [pháo]", "![Ảnh](/images/anh.jpg)"
    )
    output = tmp_path / "output"
    local = {"settings": "pelicanconf.py", "output": output}
    ok(build(content, **local))  # type: ignore[arg-type]
    (output / "cua-nguoi-khac.txt").write_text("không phải của bản dựng")
    before = {path: os.stat(path).st_mtime_ns for path in output.rglob("*") if path.is_file()}
    ok(build(content, **local))  # type: ignore[arg-type]
    assert {path: os.stat(path).st_mtime_ns for path in output.rglob("*") if path.is_file()} == before
    gone.unlink()
    ok(build(content, **local))  # type: ignore[arg-type]
    assert "Sẽ xóa" not in everything(output)
    assert not (output / "2021" / "se-xoa").exists()
    assert not list(output.rglob("anh.*"))
    assert (output / "cua-nguoi-khac.txt").is_file()


@pytest.mark.parametrize("delete", [True, False])
def test_a_failed_build_keeps_the_last_good_output(build: Builder, content: Path, tmp_path: Path, delete: bool) -> None:
    output = tmp_path / "output"
    option = ["-e", f"DELETE_OUTPUT_DIRECTORY={str(delete).lower()}"]
    ok(build(content, output=output, args=option))
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    article(content / "tin", "hong", "title: Hỏng\ndate: 45/13/2021")
    assert build(content, output=output, args=option).returncode == 1
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before


def test_output_that_holds_the_sources_is_never_emptied(build: Builder, content: Path, tmp_path: Path) -> None:
    (tmp_path / "ghi-chep.txt").write_text("của biên tập viên")
    ok(build(content, output=tmp_path))
    assert (tmp_path / "ghi-chep.txt").is_file()
    assert (content / "tin" / "bai-cu.md").is_file()


def test_empty_folder_builds(build: Builder, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    output = ok(build(tmp_path / "content"))
    assert "113" in (output / "to-giac-toi-pham" / "index.html").read_text("utf-8")
    assert (output / "index.html").is_file()


def test_minimal_site_without_registries_and_pages(build: Builder) -> None:
    output = ok(build("tests/sites/minimal"))
    page = (output / "2021" / "bai-duy-nhat" / "index.html").read_text("utf-8")
    assert "Chủ nhật," in page
    for number in ("113", "114", "115", "112"):
        assert f'href="tel:{number}"' in page


def test_builds_from_another_folder(build: Builder, tmp_path: Path) -> None:
    settings = ROOT / "publishconf.py"
    output = ok(build(ROOT / "tests/sites/minimal", settings=settings, cwd=tmp_path))
    assert (output / "2021" / "bai-duy-nhat" / "index.html").is_file()


def test_colon_in_a_title_needs_no_quotes(build: Builder, content: Path) -> None:
    article(content / "tin", "hai-cham", 'title: "Tiếng kẻng" an ninh: một năm nhìn lại\ndate: 2022-01-05')
    page = (ok(build(content)) / "2022" / "hai-cham" / "index.html").read_text("utf-8")
    assert "<title>&#34;Tiếng kẻng&#34; an ninh: một năm nhìn lại" in page


def test_old_address_leads_to_the_article(build: Builder, content: Path) -> None:
    header = "title: Bài mới\ndate: 2022-01-05\naliases: [/2021/ten-cu/, /tin/ten-cu-123.html]"
    article(content / "tin", "ten-moi", header)
    output = ok(build(content))
    for old in ("2021/ten-cu/index.html", "tin/ten-cu-123.html"):
        page = (output / old).read_text("utf-8")
        assert '<meta http-equiv="refresh" content="0; url=/2022/ten-moi/">' in page
        assert '<link rel="canonical" href="https://congan.truonggiang.example/2022/ten-moi/">' in page
    assert "ten-cu" not in (output / "sitemap-articles.xml").read_text("utf-8")


def test_old_address_that_is_none_or_is_taken_is_an_error(build: Builder, content: Path) -> None:
    article(content / "tin", "ten-moi", "title: Bài mới\ndate: 2022-01-05\naliases: [2021/ten-cu, /2021/bai-cu/]")
    done = build(content)
    assert done.returncode == 1
    assert "ten-moi.md:4: lỗi: địa chỉ cũ viết sai: “2021/ten-cu”" in done.stderr
    assert "ten-moi.md:4: lỗi: địa chỉ đã có bài khác dùng: “/2021/bai-cu/”" in done.stderr


def test_keywords_that_end_in_numbers_do_not_share_files(build: Builder, content: Path) -> None:
    for number in range(25):
        article(content / "tin", f"bai-{number}", f"title: Bài {number}\ndate: 2022-01-05\ntags: [thẻ 3]")
    article(content / "tin", "rieng", "title: Bài riêng\ndate: 2022-01-05\ntags: [thẻ 32]")
    output = ok(build(content)) / "tu-khoa"
    assert "Bài riêng" in (output / "the-32" / "index.html").read_text("utf-8")
    assert "Bài riêng" not in (output / "the-3" / "trang" / "2" / "index.html").read_text("utf-8")
    shown = [(output / "the-3" / page / "index.html").read_text("utf-8") for page in ("", "trang/2")]
    for number in range(25):
        assert sum(f'href="/2022/bai-{number}/"' in page for page in shown) == 1


def test_changed_registry_and_settings_reach_every_page(build: Builder, content: Path) -> None:
    article(content / "tin", "viet-tat", "title: Bài\ndate: 2022-01-05", "Giữ gìn ANTT.")
    registry = content / "_data" / "abbreviations.yml"
    registry.parent.mkdir()
    for full in ("an ninh, trật tự", "an ninh trật tự"):
        registry.write_text(f"ANTT: {full}\n", "utf-8")
        page = (ok(build(content)) / "2022" / "viet-tat" / "index.html").read_text("utf-8")
        assert f'<abbr title="{full}">ANTT</abbr>' in page
    done = build(content, args=["-e", 'SECTIONS={"default": "Tin khác"}', 'PORTAL={"name": "Công an tỉnh Mới"}'])
    assert "<title>Công an tỉnh Mới" in (ok(done) / "index.html").read_text("utf-8")


def test_nothing_of_pelican_warns(build: Builder) -> None:
    done = build("content")
    assert "WARNING" not in done.printed
    assert "ERROR" not in done.printed


def test_old_pages_are_there_during_a_build(build: Builder, content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    ok(build(content, output=output))
    article(content / "tin", "moi", "title: Bài mới\ndate: 2022-01-05")
    pages = ("index.html", "2021/bai-cu/index.html", "tin/index.html")
    absent: list[str] = []
    with ThreadPoolExecutor(1) as pool:
        building = pool.submit(build, content, output=output)
        looked = 0
        while not building.done():
            absent += [page for page in pages if not (output / page).is_file()]
            looked += 1
        ok(building.result())
    assert looked > 100
    assert absent == []


def test_links_between_articles(build: Builder, content: Path) -> None:
    article(
        content / "tin", "toi", "title: Tới\ndate: 2022-01-05", "[a](/2021/bai-cu/) [b]({filename}bai-cu.md) [c](#x)"
    )
    page = (ok(build(content)) / "2022" / "toi" / "index.html").read_text("utf-8")
    assert page.count('href="/2021/bai-cu/"') >= 2
    article(
        content / "tin", "sai", "title: Sai\ndate: 2022-01-05", "[a](bai-cu.md) [b](javascript:alert(1)) [c](tin/khac)"
    )
    done = build(content)
    assert done.returncode == 1
    assert "sai.md:6: lỗi: liên kết dạng này không được dùng: “javascript:alert(1)”" in done.stderr
    article(content / "tin", "sai", "title: Sai\ndate: 2022-01-05", "[a](bai-cu.md) và [c](tin/khac)")
    done = build(content)
    assert done.returncode == 1
    for address in ("bai-cu.md", "tin/khac"):
        assert f"sai.md:6: lỗi: liên kết không dẫn tới trang nào: “{address}”" in done.stderr


def test_no_attribute_dresses_or_runs(build: Builder, content: Path) -> None:
    body = 'Đoạn một.\n{: style="color:red" onclick="alert(1)" .lead }\n\n## Mục {: onmouseover="x()" }\n\nĐoạn hai.'
    article(content / "tin", "ao", "title: Áo\ndate: 2022-01-05", body)
    page = (ok(build(content)) / "2022" / "ao" / "index.html").read_text("utf-8")
    assert 'class="lead"' in page
    for word in ("style=", "onclick", "onmouseover"):
        assert word not in page
