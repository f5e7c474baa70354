"""From articles to documents and back: picks, rails, settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.common.dates import UNDATED, ZONE, parse_date
from plugins.common.problems import Report
from plugins.related_news.picks import Picks, Shelf, names_of
from plugins.related_news.rails import Rails, archive_of, document_of
from plugins.related_news.relations import relate
from plugins.related_news.settings import RelatedNewsSettings, checked

URL = "https://congan.example"
NOW = datetime(2026, 11, 22, 10, tzinfo=ZONE)
LIFTED = SimpleNamespace(is_lifted=True, lines=())


def article(slug: str, **more: Any) -> Any:
    """An article of the section "tin" that stands at /2026/<slug>/."""
    status = more.get("status", "published")
    folder = "ban-nhap" if status == "draft" else more.pop("year", "2026")
    values = {
        "slug": slug, "href": f"/{folder}/{slug}/", "url": f"{folder}/{slug}/", "status": status, "title": slug,
        "lead": "", "_content": f"<p>Nội dung của {slug}.</p>", "when": parse_date("2026-01-05"), "wanted": None,
        "expires": None, "section": SimpleNamespace(slug="tin"), "keywords": [], "related_picks": [],
        "source_path": f"tin/{slug}.md", "header_lines": {"related": 4}, "find_thread_others": lambda above: [],
    }  # fmt: skip
    return SimpleNamespace(**{**values, **more})


def shelf(*articles: Any, moved: Sequence[tuple[str, Any]] = (), held: Sequence[str] = ()) -> Shelf:
    """Everything where its status puts it."""

    def of(status: str) -> tuple[Any, ...]:
        return tuple(each for each in articles if each.status == status)

    return Shelf(of("published"), of("hidden"), of("draft"), tuple(moved), frozenset(held), NOW)


def found(written: str, *articles: Any, **more: Any) -> tuple[list[str], list[str]]:
    """The addresses that a pick means, and what is said about it; ``a`` is the article that has it."""
    asking = article("a", related_picks=[written])
    report = Report()
    picks = Picks(shelf(asking, *articles, **more), report, URL).of(asking)
    return [pick.href for pick in picks], report.lines()


@pytest.mark.parametrize(
    "written",
    ["tin-cu", "/2026/tin-cu/", "2026/tin-cu", "https://congan.example/2026/tin-cu/?a=1#b", "tin-cu.md",
     "//Congan.Example/2026/tin-cu/",
     "HOÀ BÌNH 24/7: “Tin cũ”!", "Hòa bình 24/7: tin cũ", "Ho\u0300a bình 24/7 \"Tin cũ\"",
     "ten-tep", "ten-tep.md", "hoat-dong/2021/ten-tep.md", "/2019/ten-xua/", "ten-xua", "/tin/ten-xua-nua.html"],
)  # fmt: skip
def test_ways_to_write_a_pick(written: str) -> None:
    pick = article("tin-cu", source_path="tin/ten-tep.md", title="Hòa bình 24/7: “Tin cũ”")
    moved = [("/2019/ten-xua/", pick), ("/tin/ten-xua-nua.html", pick)]
    assert found(written, pick, moved=moved) == (["/2026/tin-cu/"], [])


def test_a_whole_address_is_no_other_articles() -> None:
    pick = article("tin-cu")
    shown, told = found("/2020/tin-cu/", pick)
    assert shown == []
    assert len(told) == 1
    assert "không có bài liên quan này" in told[0]
    assert "có phải /2026/tin-cu/?" in told[0]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("TIN-CU", "có phải /2026/tin-cu/?"),
        ("Tin cũ", "có phải /2026/tin-cu/?"),
        ("tin-cu, khac", "trong ngoặc vuông: [tin-cu, khac]"),
    ],
)
def test_what_an_unknown_pick_may_mean(written: str, hint: str) -> None:
    _, told = found(written, article("tin-cu", title="Bài đã đăng"))
    assert hint in told[0]


def test_a_title_that_is_almost_right_tells_the_slug() -> None:
    pick = article("ra-quan-2026", title="Công an tỉnh ra quân trấn áp tội phạm dịp Tết")
    assert "Cách sửa: có phải ra-quan-2026?" in found("Công an tỉnh ra quan trấn áp tội phạm dip Tết", pick)[1][0]


def test_one_title_of_several_articles() -> None:
    both = article("mot", title="Ra quân"), article("hai", title="RA QUÂN")
    shown, told = found("Ra quân", *both)
    assert shown == []
    assert told[0].endswith("tiêu đề này: “Ra quân”. Cách sửa: viết cả địa chỉ, một trong: /2026/hai/, /2026/mot/.")
    draft = article("hai", title="Ra quân", status="draft")
    assert found("Ra quân", both[0], draft) == (["/2026/mot/"], [])


@pytest.mark.parametrize("host", ["https://other.vn", "HTTP://congan.example:8000", "//other.vn", "ftp://x@other.vn"])
def test_another_sites_address_is_no_pick(host: str) -> None:
    shown, told = found(f"{host}/2026/tin-cu/", article("tin-cu"))
    assert shown == []
    assert told == [
        f"tin/a.md:4: lỗi: bài liên quan này ở trang khác: “{host}/2026/tin-cu/”. Cách sửa: nếu là bài của cổng này, "
        "viết /2026/tin-cu/; bài ở trang khác thì đặt liên kết trong thân bài."
    ]
    assert "Cách sửa: chỉ chọn được bài của cổng này; bài ở trang khác" in found(f"{host}/x/", article("tin-cu"))[1][0]


def test_a_bracket_in_an_address_is_no_host() -> None:
    assert "không có bài liên quan này: “//[x”" in found("//[x", article("tin-cu"))[1][0]


def test_an_address_before_a_file_name() -> None:
    named, filed = article("tin-cu", source_path="tin/khac.md"), article("khac-nua", source_path="tin/tin-cu.md")
    assert found("tin-cu", filed, named)[0] == ["/2026/tin-cu/"]


def test_two_years_of_one_name() -> None:
    both = article("tin-cu"), article("tin-cu", year="2025", source_path="tin/2025/tin-cu.md")
    assert found("/2025/tin-cu/", *both) == (["/2025/tin-cu/"], [])
    picks, lines = found("tin-cu", *both)
    assert picks == []
    assert lines == [
        "tin/a.md:4: lỗi: nhiều bài có phần cuối địa chỉ hoặc tiêu đề này: “tin-cu”. "
        "Cách sửa: viết cả địa chỉ, một trong: /2025/tin-cu/, /2026/tin-cu/."
    ]


def test_one_that_is_out_before_a_draft_of_the_same_name() -> None:
    assert found("tin-cu", article("tin-cu", status="draft"), article("tin-cu")) == (["/2026/tin-cu/"], [])


def test_a_pick_that_leads_nowhere() -> None:
    assert found("hoan-toan-la", article("tin-cu"))[1] == [
        "tin/a.md:4: lỗi: không có bài liên quan này: “hoan-toan-la”. "
        "Cách sửa: viết phần cuối của địa chỉ một bài đã đăng, ví dụ ba-don-trien-khai-phong-trao-2022."
    ]
    assert found("tron-ven-ngay-hoi-2018", article("tron-ven-ngay-hoi-2019"))[1] == [
        "tin/a.md:4: lỗi: không có bài liên quan này: “tron-ven-ngay-hoi-2018”. "
        "Cách sửa: có phải tron-ven-ngay-hoi-2019?"
    ]
    near_a_draft = found("tron-ven-ngay-hoi-2018", article("tron-ven-ngay-hoi-2019", status="draft"))[1]
    assert "có phải" not in near_a_draft[0]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"status": "hidden"}, "là bài ẩn"),
        ({"expires": SimpleNamespace(ends=NOW)}, "là thông báo đã hết hạn"),
        ({"wanted": LIFTED}, "là thông báo truy nã đã đình nã hoặc thu hồi"),
    ],
)
def test_a_pick_that_is_not_out_is_a_warning(more: dict[str, Any], why: str) -> None:
    assert found("tin-cu", article("tin-cu", **more)) == (
        [],
        [
            f"tin/a.md:4: cảnh báo: bài liên quan này {why} nên không hiện: “tin-cu”. "
            "Cách sửa: bỏ khỏi dòng “Tin liên quan”."
        ],
    )


def test_a_draft_may_be_published() -> None:
    assert found("tin-cu", article("tin-cu", status="draft"))[1] == [
        "tin/a.md:4: cảnh báo: bài liên quan này là bản nháp nên không hiện: “tin-cu”. "
        "Cách sửa: bỏ khỏi dòng “Tin liên quan”, hoặc đăng bài ấy."
    ]


def test_itself_and_one_that_waits() -> None:
    assert "là chính bài này nên không hiện" in found("a")[1][0]
    picks, lines = found("hen-gio", held=names_of([article("x", source_path="tin/hen-gio.md")]))
    assert picks == []
    assert lines == [
        "tin/a.md:4: cảnh báo: bài liên quan này còn hẹn giờ nên chưa hiện: “hen-gio”. "
        "Cách sửa: đợi đến giờ hẹn, bài sẽ tự hiện; hoặc bỏ khỏi dòng “Tin liên quan”."
    ]


def test_an_article_as_a_document() -> None:
    keyword = SimpleNamespace(name="ma túy")
    made = document_of(article("a", title="Bắt", lead="Dẫn <b>", _content="<p>Thân</p>", keywords=[keyword]))
    assert (made.id, made.title, made.section, made.tags) == ("/2026/a/", "Bắt", "tin", ("ma túy",))
    assert made.text == "Dẫn <b>\nThân"
    assert made.date == "2026-01-05T00:00:00+07:00"
    draft = document_of(article("b", status="draft", when=UNDATED))
    assert (draft.id, draft.date) == ("tin/b.md", "")


def test_a_notice_is_compared_by_its_fields() -> None:
    lines = (SimpleNamespace(value="Nguyễn Văn Thí"), SimpleNamespace(value="Cướp"))
    notice = article("a", wanted=SimpleNamespace(is_lifted=False, lines=lines), _content="")
    assert document_of(notice).text == "Nguyễn Văn Thí\nCướp"
    assert archive_of([article("b", wanted=LIFTED), notice]) == [document_of(notice)]


def rails(*articles: Any, **options: Any) -> Rails:
    """The rails of an archive without problems."""
    here = shelf(*articles)
    report = Report()
    made = Rails(relate(archive_of(here.published)), here, Picks(here, report, URL), RelatedNewsSettings(**options))
    assert not report.problems
    return made


def told(related: Sequence[Any]) -> list[tuple[str, str]]:
    return [(entry.article.slug, str(entry.reason or "")) for entry in related]


DRUGS = "<p>Công an phường Ba Đồn bắt một nhóm người mang ma túy đá qua cầu Gianh trong đêm.</p>"


def test_what_stands_beside_an_article() -> None:
    one, two = article("mot", _content=DRUGS), article("hai", _content=DRUGS.replace("bắt một nhóm", "xử mười"))
    rest = [article(f"khac-{n}", _content=f"<p>riêng{n} biệt{n} hẳn{n}.</p>") for n in range(12)]
    pick = article("chon", related_picks=["mot"])
    drawn = rails(one, two, pick, *rest, shown=2)
    assert told(drawn.beside(one))[0][0] == "hai"
    assert "Ba Đồn" in told(drawn.beside(one))[0][1]
    assert told(drawn.beside(one))[1][1] == "cùng chuyên mục"
    assert told(drawn.beside(pick))[0] == ("mot", "biên tập chọn")
    silent = rails(one, two, pick, *rest, shown=2, reasons=False)
    assert {entry.reason for entry in silent.beside(one)} == {None}


def test_who_is_never_in_a_rail() -> None:
    later = DRUGS + "<p>Hôm sau mọi việc khác hẳn, và bài này kể thêm nhiều điều mà bài trước chưa biết gì.</p>"
    articles = [
        article("mot", _content=DRUGS),
        article("nhap", _content=later, status="draft"),
        article("an", _content=later, status="hidden"),
        article("het-han", _content=later, expires=SimpleNamespace(ends=NOW)),
        article("dinh-na", wanted=LIFTED, _content=""),
        article("hai"),
    ]
    drawn = rails(*articles)
    assert {each.slug: {entry.article.slug for entry in drawn.beside(each)} for each in articles} == {
        "mot": {"hai"}, "hai": {"mot"}, "nhap": {"mot", "hai"}, "an": {"mot", "hai"}, "het-han": {"mot", "hai"},
        "dinh-na": set(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"shown": -1}, "RELATED_NEWS[“shown”] ngoài khoảng cho phép"),
        ({"shown": 21}, "RELATED_NEWS[“shown”] ngoài khoảng cho phép"),
        ({"floor": 1.1}, "RELATED_NEWS[“floor”] ngoài khoảng cho phép"),
        ({"floor": float("nan")}, "RELATED_NEWS[“floor”] ngoài khoảng cho phép"),
    ],
)
def test_settings_out_of_range(given: dict[str, Any], said: str) -> None:
    report = Report()
    assert checked(RelatedNewsSettings(**given), report) == RelatedNewsSettings()
    assert [problem.message for problem in report.errors] == [said]


def test_settings_in_range() -> None:
    report = Report()
    for options in (RelatedNewsSettings(0, 0, False), RelatedNewsSettings(20, 1.0)):
        assert checked(options, report) == options
    assert not report.problems
