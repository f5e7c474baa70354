"""Rules over a finished site: each finds what no page may show and lets near misses pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.content_checks.article import Article
from plugins.content_checks.built import BUILT_RULES, Page, check_site
from tests.content_checks.support import NOW, article_of
from tests.support import Site

BY_ID = {built.rule.id: built for built in BUILT_RULES}
FAILS = {
    "built-login-text": [
        "<p>Bạn đã không sử dụng Site, Bấm vào đây để duy trì trạng thái đăng nhập. Thời gian chờ: 60 giây</p>",
        "<footer>Thời gian chờ:\n60 giây</footer>",
    ],
    "built-loading": ["<p>Loading...</p>", "<div>loading …</div>", "<li>LOADING&hellip;</li>"],
    "built-path-caption": [
        "<figcaption>C:UsersAdminDesktopuntitled.png</figcaption>",
        r"<figcaption>C:\Users\Admin\anh 1.jpg</figcaption>",
        r'<img alt="D:\Anh hội nghị\IMG_01.JPG" src="/images/a.jpg">',
        "<p>file:///home/an/a.png</p>",
    ],
    "built-doubled-heading": [
        "<h1>Tin hoạt động Tin hoạt động</h1>",
        "<h1>Phát động thi đua</h1>\n<div class='a'><h2>Phát động <b>thi đua</b></h2></div>",
        "<h2>Kết quả</h2><p>Kết quả</p>",
    ],
    "built-cut-title": [
        "<h3><a href='/a/'>Tuyển sinh đào ...</a></h3>",
        "<h1>Về việc tuyển sinh đào…</h1>",
        "<h2>“Dân vận...”</h2>",
    ],
}
PASSES = {
    "built-login-text": [
        "<p>Thời gian chờ khám: 60 phút. Bấm vào đây để đăng nhập.</p>",
        "<p>Thời gian chờ: một giây</p>",
    ],
    "built-loading": [
        "<script>show('Loading...')</script>",
        "<!-- Loading... --><style>a{content:'Loading...'}</style>",
        "<p>Lệnh loading dock ... và downloading...</p>",
        "<img loading='lazy' alt=''> ...",
    ],
    "built-path-caption": [
        "<p>Ổ C: của máy; tỉ lệ 3:Users; mục A:B; c:documentary</p>",
        "<a href='/images/a.jpg'>https://a.example/Users/a.png</a>",
        "<p>Chép vào ổ D:\\ rồi mở anh.jpg</p>",
    ],
    "built-doubled-heading": [
        "<h2>Kết quả</h2><p>Kết quả đạt được rất tốt.</p>",
        "<h2>Từ khóa</h2><ul><li>Từ khóa</li></ul>",
        "<h3>Tin A</h3><time>1/1</time><h3>Tin A</h3>",
        "<h1>Ba Ba</h1>",
        "<h2></h2><h2></h2>",
    ],
    "built-cut-title": [
        "<h2>Ma túy ... và thanh niên</h2>",
        "<p>Còn nhiều việc khác...</p>",
        "<h2>Văn bản số 1.2..</h2>",
    ],
}


def found(id_: str, html: str) -> list[tuple[int, str]]:
    return [(finding.line, finding.value) for finding in BY_ID[id_].check(Page("a/index.html", f"<body>\n{html}"))]


@pytest.mark.parametrize(("id_", "html"), [(id_, html) for id_, texts in FAILS.items() for html in texts])
def test_what_no_page_may_show_is_found(id_: str, html: str) -> None:
    assert [line for line, _ in found(id_, html)][:1] == [2]


@pytest.mark.parametrize(("id_", "html"), [(id_, html) for id_, texts in PASSES.items() for html in texts])
def test_near_misses_pass(id_: str, html: str) -> None:
    assert found(id_, html) == []


def test_every_rule_is_tried() -> None:
    assert set(FAILS) == set(PASSES) == set(BY_ID)


def test_what_is_shown_is_told_in_words() -> None:
    assert found("built-cut-title", "<h2><a href='/a/'>Vụ&nbsp;án <i>A</i>&amp;B ...</a></h2>") == [
        (2, "Vụ án A &B ...")
    ]


def site_of(folder: Path, **pages: str) -> Path:
    for name, html in pages.items():
        path = folder / name / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(html, "utf-8")
    return folder


def test_one_thing_on_many_pages_is_told_once(tmp_path: Path) -> None:
    heading = "<h3>Tuyển sinh đào ...</h3>"
    told = check_site(site_of(tmp_path, a=heading, b=heading, c="<h3>Khác ...</h3>"), {}, NOW.date())
    assert [(Path(one.file).parent.name, one.value) for one in told] == [
        ("a", "Tuyển sinh đào ..."),
        ("c", "Khác ..."),
    ]


def waived(rule: str) -> Article:
    lines = f"Bỏ qua:\n- {{rule: {rule}, reason: bài nói về chữ ấy, by: Trần B, on: 2026-11-20}}\n"
    return article_of(f"---\ntitle: Một bài\ndate: 2026-01-02\nauthor: A\n{lines}---\n\nChữ.\n")


def test_a_waiver_in_the_article_holds_for_its_page_only(tmp_path: Path) -> None:
    folder = site_of(tmp_path, a="<p>Loading...</p>", b="<p>Loading...</p>")
    told = check_site(folder, {"/a/": waived("built-loading")}, NOW.date())
    assert [(Path(one.file).parent.name, one.waiver is not None) for one in told] == [("a", True), ("b", False)]
    other = check_site(folder, {"/a/": waived("built-cut-title")}, NOW.date())
    assert [one.waiver for one in other] == [None]


@pytest.mark.site
def test_the_portal_itself_shows_none_of_it(site: Site) -> None:
    assert check_site(site.folder, {}, NOW.date()) == []
