"""What a build does to the output and to links into it: deletions, failures, strangers, addresses old and dead."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import Builder
from tests.sites.newsroom import article, at, everything, ok, picture
from tests.support import NOW, ROOT


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


def test_output_that_is_or_holds_the_sources_is_refused(build: Builder, content: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    for output in (content, tmp_path):
        done = build(content, output=output)
        assert done.returncode == 1
        assert "nơi ghi trang chứa bài viết hoặc giao diện" in done.stderr
    file = tmp_path / "tep.txt"
    file.write_text("không phải thư mục")
    assert build(content, output=file).returncode == 1
    assert sorted(tmp_path.rglob("*")) == sorted([*before, file])


def test_files_of_others_are_never_deleted(build: Builder, content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "luan-van.txt").write_text("của người khác")
    first = build(content, output=output)
    assert "thư mục này có tệp không phải của trang, nên không tệp nào bị xóa" in first.stderr
    ok(build(content, output=output))
    assert (output / "luan-van.txt").is_file()


def test_publishing_without_a_record_empties_an_old_site(build: Builder, content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    ok(build(content, output=output, args=["--cache-path", str(tmp_path / "cache-1")]))
    (content / "tin" / "bai-cu.md").rename(content / "tin" / "bai-doi-ten.md")
    ok(build(content, output=output, args=["--cache-path", str(tmp_path / "cache-2")]))
    assert not (output / "2021" / "bai-cu").exists()
    assert (output / "2021" / "bai-doi-ten" / "index.html").is_file()


def test_any_number_of_drafts_publishes_nothing(build: Builder, content: Path) -> None:
    for number in range(3):
        article(content / "tin", f"nhap-{number}", f"title: Nháp {number}\nstatus: nháp")
        article(content / "pages", f"trang-{number}", f"title: Trang nháp {number}\nstatus: nháp")
    output = ok(build(content))
    assert "Nháp 1" not in everything(output)
    assert "Trang nháp" not in everything(output)
    assert "Trang nháp 1" in everything(ok(build(content, settings="pelicanconf.py")))


def test_dead_links_are_told_with_everything_else(build: Builder, content: Path) -> None:
    article(
        content / "tin",
        "a",
        "title: A\ndate: 2022-01-05\nsummary: Xem [họp](/khong-co/).",
        "[x](/2021/bai-cu/#khong-co)",
    )
    article(content / "tin", "b", "title: B\ndate: 31/02/2022")
    url = "https://congan.truonggiang.example"
    article(
        content / "tin",
        "c",
        "title: C\ndate: 2022-01-05",
        f"[x]({url}/khong-co/) [y](//2021/b/) [z](#dau) [w]({url}/tin/)",
    )
    done = build(content)
    found = [
        line.split(": lỗi: ")[0].rsplit("/", 1)[1] + line.split(": lỗi: ")[1].split(". Cách")[0]
        for line in done.stderr.splitlines()
        if ": lỗi: " in line
    ]
    dead = "liên kết không dẫn tới trang nào: "
    assert found == [
        f"a.md:4{dead}“/khong-co/”",
        f"a.md:7{dead}“/2021/bai-cu/#khong-co”",
        "b.md:3ngày tháng không có thật: “31/02/2022”",
        f"c.md:6{dead}“#dau”",
        f"c.md:6{dead}“//2021/b/”",
        f"c.md:6{dead}“{url}/khong-co/”",
    ]


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
    done = build("content", args=at(NOW))
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
        content / "tin",
        "toi",
        "title: Tới\ndate: 2022-01-05",
        "[a](/2021/bai-cu/) [b]({filename}bai-cu.md) [c](#x)\n\n## X",
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
