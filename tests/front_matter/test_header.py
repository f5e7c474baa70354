"""The header: typed values, and every mistake with its line."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.common.dates import NewsDate
from plugins.common.problems import Report
from plugins.front_matter.header import Header, read_header


def read(text: str) -> tuple[Header, list[tuple[int, str, str]]]:
    report = Report()
    header = read_header(text, 2, "a.md", report)
    assert header.broken == bool(report.errors)
    return header, [(p.line, p.message, p.value) for p in sorted(report.problems)]


def value(text: str, name: str) -> Any:
    header, problems = read(text)
    assert problems == []
    found = header.get(name)
    return found.iso if isinstance(found, NewsDate) else found


@pytest.mark.parametrize(
    "title",
    [
        "Hội nghị: tổng kết",
        "Hội nghị: tổng kết: năm 2021",
        "Hội nghị:",
        "“Ngày hội” toàn dân",
        '"Ngày hội" toàn dân',
        '"Ngày hội": toàn dân',
        "'Vì an ninh' và \"dân vận\"",
        "'Vì an ninh': kết quả",
        "It's: x",
        "@congan",
        "%5 giảm",
        "`lệnh`",
        "- Một",
        "24:00",
        "2021",
        "01",
        "yes",
        "656/KH-UBND",
        "100% đạt",
        "C:\\x: y",
        "a: b #c",
        "#ToiYeuVietNam",
        "#ToiYeuVietNam: ra quân #2021",
        "'Vì dân' #ToiYeuVietNam",
        "[Video] Phòng cháy: kết quả #PCCC",
        "*đậm* x",
        "& x",
        "!Tin nóng",
        "? x",
    ],
)
def test_titles_are_read_as_they_are_typed(title: str) -> None:
    assert value(f"title: {title}\ndate: 2020", "title") == title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("'Hội nghị: tổng kết'", "Hội nghị: tổng kết"),
        ('"Hội nghị: tổng kết"', "Hội nghị: tổng kết"),
        ("'Nó''s'", "Nó's"),
        (">-\n  Sáng 26/3: hội nghị.\n  Tiếp theo.", "Sáng 26/3: hội nghị. Tiếp theo."),
        ("|\n  một\n\n  hai", "một hai"),
        ("Hội   nghị\t sơ kết", "Hội nghị sơ kết"),
        ("một\n  hai", "một hai"),
    ],
)
def test_yaml_ways_of_writing_a_text(written: str, title: str) -> None:
    assert value(f"title: {written}\ndate: 2020", "title") == title


@pytest.mark.parametrize("title", ["Chiến dịch #ToiYeuVietNam", "Kế hoạch số # 5"])
def test_a_hash_never_cuts_a_title_in_silence(title: str) -> None:
    header, problems = read(f"title: {title}\ndate: 2020")
    assert header.get("title") == title or problems


@pytest.mark.parametrize("title", ["'Ngày hội: toàn dân", '"Ngày hội', '"Ngày hội: x'])
def test_a_quote_that_is_not_closed_is_told(title: str) -> None:
    """Else the headline starts with a lonely quote."""
    _, problems = read(f"title: {title}\ndate: 2020")
    assert [line for line, _, _ in problems] == [2]


@pytest.mark.parametrize(
    "title", ["*đậm* x", "[Infographic] Phòng cháy", "{x} y", "& x", "| x", "> x", "&Tin nóng", "!Tin nóng"]
)
def test_signs_that_yaml_keeps_for_itself_are_told_with_the_remedy(title: str) -> None:
    report = Report()
    header = read_header(f"date: 2020\ntitle: {title}", 2, "a.md", report)
    assert header.get("title") in (None, title)
    if header.get("title") is None:
        assert [(p.line, p.value) for p in report.problems] == [(3, f"title: {title}")]
        assert "đặt cả câu trong dấu nháy" in report.problems[0].remedy


def test_the_error_that_is_told_is_the_one_that_stands_in_the_way() -> None:
    """A colon in a title is read leniently: it must not be named when another line is broken."""
    _, problems = read("title: Hội nghị: tổng kết\ntags: [a, b\ndate: 2020\n")
    assert [line for line, _, _ in problems] != [2]
    _, problems = read("title: Hội nghị: tổng kết\ndate: 2020\ndate: 2021\n")
    assert problems == [(4, "một mục được viết hai lần", "date")]


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("tags: dân vận", ["dân vận"]),
        ("tags: dân vận, an ninh ,dân vận,", ["dân vận", "an ninh"]),
        ("tags: [dân vận, an  ninh, dân vận]", ["dân vận", "an ninh"]),
        ("tags: ['a, b', c]", ["a, b", "c"]),
        ("tags:\n  - dân vận\n  - an ninh", ["dân vận", "an ninh"]),
        ("tags:\n- 2021\n- 01\n-\n- ''", ["2021", "01"]),
        ("tags: Hội nghị: a, b", ["Hội nghị: a", "b"]),
        ("Từ khóa: một, hai", ["một", "hai"]),
    ],
)
def test_forms_of_a_list(written: str, tags: list[str]) -> None:
    assert value(written, "tags") == tags


def test_only_keywords_are_cut_at_commas() -> None:
    assert value("author: Khánh Vi, BBT", "author") == ["Khánh Vi, BBT"]
    assert value("attachments: Kế hoạch, 2021 | /documents/a.pdf", "attachments") == [
        "Kế hoạch, 2021 | /documents/a.pdf"
    ]


def test_a_list_entry_with_a_colon_is_told() -> None:
    _, problems = read("attachments:\n  - /documents/a.pdf\n  - Kế hoạch: số 1 | /documents/b.pdf")
    assert [(line, message) for line, message, _ in problems] == [(4, "mục “attachments” chỉ nhận chữ")]


@pytest.mark.parametrize("empty", ["", " ", "''", '""', "~", "null", "# viết sau"])
@pytest.mark.parametrize("key", ["title", "date", "slug", "tags", "status", "legacy_views", "source_url", "toc"])
def test_an_empty_line_of_a_template_counts_as_absent(key: str, empty: str) -> None:
    header, problems = read(f"{key}: {empty}\nsummary: x")
    assert problems == []
    assert header.values == {"summary": "x"}
    assert key not in header.lines


def test_lines_are_those_of_the_file() -> None:
    header, _ = read("title: a\n\n# ghi chú\ndate: 2020\ntags:\n  - b\nsummary: >-\n  c\n")
    assert header.lines == {"title": 2, "date": 5, "tags": 6, "summary": 8}
    assert (header.line("date"), header.line("slug")) == (5, 1)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("date: 12/02/2020", "2020-02-12"),
        ("Ngày đăng: 09:01 | 12/02/2020", "2020-02-12T09:01:00+07:00"),
        ("date: Chủ nhật - 26/12/2021 21:42", "2021-12-26T21:42:00+07:00"),
        ("date: 2021-08", "2021-08"),
        ("date: 2019", "2019"),
        ("date: 2021-12-26 21:42 # giờ Việt Nam", "2021-12-26T21:42:00+07:00"),
        ("date: 2021-12-26T21:42:00+07:00", "2021-12-26T21:42:00+07:00"),
    ],
)
def test_dates(written: str, iso: str) -> None:
    assert value(written, "date") == iso


def test_a_wrong_date_keeps_its_line() -> None:
    header, problems = read("title: a\ndate: 32/01/2020")
    assert problems == [(3, "ngày tháng không có thật", "32/01/2020")]
    assert header.lines["date"] == 3


@pytest.mark.parametrize(
    ("written", "number"), [("297", 297), ("0", 0), ("1.234", 1234), ("13.063.547", 13063547), ("1 234", 1234)]
)
def test_numbers(written: str, number: int) -> None:
    assert value(f"legacy_views: {written}", "legacy_views") == number


@pytest.mark.parametrize("written", ["-1", "1,5", "nhiều", "²", "1e3", "٣", "0x10"])
def test_what_is_no_number(written: str) -> None:
    _, problems = read(f"legacy_views: {written}")
    assert problems == [(2, "không phải là một số", written)]


@pytest.mark.parametrize("written", ["1.5", "12.34", "1.2345", "1.23.456"])
def test_a_dot_that_parts_no_thousands_is_no_number(written: str) -> None:
    _, problems = read(f"legacy_views: {written}")
    assert problems == [(2, "không phải là một số", written)]


@pytest.mark.parametrize(
    ("written", "status"),
    [("draft", "draft"), ("Nháp", "draft"), ("bản nháp", "draft"), ("Xuất bản", "published"), ("đã đăng", "published"),
     ("PUBLISHED", "published"), ("ẩn", "hidden"), ("Hidden", "hidden")],
)  # fmt: skip
def test_statuses(written: str, status: str) -> None:
    assert value(f"Trạng thái: {written}", "status") == status


def test_an_unknown_status() -> None:
    _, problems = read("status: công khai")
    assert problems == [(2, "trạng thái không biết", "công khai")]


def test_who_lifts_a_notice_on_the_wrong_line_is_told_the_right_one() -> None:
    report = Report()
    read_header("Trạng thái: đình nã", 2, "bai.md", report)
    assert ["“Tình trạng”" in problem.remedy for problem in report.problems] == [True]


@pytest.mark.parametrize(
    ("written", "toc"), [("có", True), ("Yes", True), ("true", True), ("không", False), ("no", False)]
)
def test_yes_and_no(written: str, toc: bool) -> None:
    assert value(f"Mục lục: {written}", "toc") is toc


@pytest.mark.parametrize("slug", ["a", "hoi-nghi-2021", "2021-hoi-nghi", "5a"])
def test_slugs(slug: str) -> None:
    assert value(f"slug: {slug}", "slug") == slug


@pytest.mark.parametrize(
    ("slug", "better"),
    [("Hội nghị", "hoi-nghi"), ("a_b", "a-b"), ("a--b", "a-b"), ("-a", "a"), ("a/b", "a-b"), ("/2021/a/", "2021-a"),
     ("A", "a"), ("2021", "ten-bai-viet"), ("…", "ten-bai-viet"), ("../x", "x")],
)  # fmt: skip
def test_slugs_that_are_refused(slug: str, better: str) -> None:
    report = Report()
    header = read_header(f"slug: {slug}", 2, "a.md", report)
    assert "slug" not in header.values
    assert [(p.line, p.value, p.remedy) for p in report.problems] == [(2, slug, f"viết {better}")]


@pytest.mark.parametrize("url", ["https://a.vn", "http://a.gov.vn/tin-1?x=1&y=2#z", "https://a.vn:8080/x"])
def test_addresses(url: str) -> None:
    assert value(f"source_url: {url}", "source_url") == url


@pytest.mark.parametrize(
    "url", ["congan.vn", "https://a", "javascript:alert(1)", "ftp://a.vn/x", "/tin-1/", "https://"]
)
def test_what_is_no_address(url: str) -> None:
    _, problems = read(f"source_url: {url}")
    assert problems == [(2, "không phải là một địa chỉ web", url)]


@pytest.mark.parametrize("url", ["http://a.vn/ b", 'https://a.vn/"onclick="x', "https://a.vn https://b.vn"])
def test_an_address_ends_where_it_ends(url: str) -> None:
    _, problems = read(f"source_url: {url}")
    assert [(line, message) for line, message, _ in problems] == [(2, "không phải là một địa chỉ web")]


def test_the_scheme_of_an_address_may_be_in_capitals() -> None:
    assert value("source_url: HTTPS://a.vn/x", "source_url").lower() == "https://a.vn/x"


def test_unknown_keys_are_all_told() -> None:
    header, problems = read("content: x\ntitle: a\nsettings: y\n")
    assert problems == [
        (2, "phần đầu bài có mục không biết", "content"),
        (4, "phần đầu bài có mục không biết", "settings"),
    ]
    assert header.values == {"title": "a"}
    assert not header.unreadable


def test_a_slip_gets_a_suggestion() -> None:
    report = Report()
    read_header("titel: x\nNguồn tn: y", 2, "a.md", report)
    assert [p.remedy for p in report.problems] == ["có phải là “title”?", "có phải là “Nguồn tin”?"]


@pytest.mark.parametrize("second", ["Tiêu đề: b", "TITLE: b", "tieu de: b"])
def test_one_field_in_two_languages(second: str) -> None:
    header, problems = read(f"title: a\ndate: 2020\n{second}")
    assert problems == [(4, "mục “title” đã có ở dòng 2", second.split(":")[0])]
    assert header.get("title") == "a"


@pytest.mark.parametrize(("text", "line"), [("title: [a]", 2), ("date: 2020\ntitle:\n  b: c", 3), ("title: {a: b}", 2)])
def test_a_list_where_one_value_stands(text: str, line: int) -> None:
    _, problems = read(text)
    assert [(where, message) for where, message, _ in problems] == [(line, "mục “title” chỉ nhận một giá trị")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Dòng sự kiện: [a, b]", "[a, b]"), ("Dòng sự kiện:\n- Bão: một\n- Lũ\n", "- Bão: một - Lũ"),
     ("  Dòng sự kiện: [a,\n    'b']\n  title: x", "[a, 'b']"), ("Dòng sự kiện: {a: b}", "{a: b}")],
)  # fmt: skip
def test_a_wrong_value_is_shown_as_it_was_written(text: str, shown: str) -> None:
    report = Report()
    read_header(text, 2, "a.md", report)
    assert [problem.text() for problem in report.problems] == [
        f"a.md:2: lỗi: mục “Dòng sự kiện” chỉ nhận một giá trị: “{shown}”. Cách sửa: mỗi bài chỉ thuộc một sự kiện; "
        "viết một giá trị trên một dòng, không có ngoặc hay gạch đầu dòng: “Dòng sự kiện: ...”."
    ]


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [("Tin liên quan: [[b1]]", 2, "[[b1]]"), ("Tin liên quan:\n  - b1\n  - [b2,\n    b3]\n  - b4", 4, "[b2, b3]"),
     ("title: x\nTin liên quan: [b1, [b2]]", 3, "[b1, [b2]]"), ("Tin liên quan:\n- - b1\n  - b2", 3, "- b1 - b2")],
)  # fmt: skip
def test_a_list_in_a_list(text: str, line: int, shown: str) -> None:
    report = Report()
    read_header(text, 2, "a.md", report)
    assert [problem.text() for problem in report.problems] == [
        f"a.md:{line}: lỗi: mục “Tin liên quan” có danh sách lồng trong danh sách: “{shown}”. Cách sửa: chỉ dùng một "
        "cặp ngoặc vuông hoặc một dấu gạch đầu dòng, ví dụ “Tin liên quan: [một, hai]”."
    ]


@pytest.mark.parametrize("text", ["chỉ có chữ", "- a\n- b", "title:không có dấu cách"])
def test_no_mapping_at_all(text: str) -> None:
    header, problems = read(text)
    assert problems == [(2, "phần đầu bài không gồm các dòng “Mục: giá trị”", text.split("\n")[0])]
    assert header.values == {}


def test_an_empty_header() -> None:
    header, problems = read("\n# ghi chú\n")
    assert (header.values, problems) == ({}, [])
