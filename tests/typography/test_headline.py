"""Headlines that break between words."""

from __future__ import annotations

import pytest

from plugins.typography.headline import COMPOUNDS, NBSP, Headlines, title_line

HEADLINES = Headlines()


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("Công an tỉnh", "Công_an tỉnh"),
        ("CÔNG AN TỈNH", "CÔNG_AN TỈNH"),
        ("Bảo vệ an ninh", "Bảo_vệ an_ninh"),
        ("Nâng cao hiệu quả công tác năm 2022", "Nâng cao hiệu_quả công_tác năm_2022"),
        ("Tháng 8/2021, ngày 26", "Tháng_8/2021, ngày_26"),
        ("Điều 5 và 19 người", "Điều_5_và 19_người"),
        ("Anh ninh bình", "Anh ninh bình"),
        ("hoan nghênh", "hoan nghênh"),
        ('A & B <c> "d"', "A &amp; B &lt;c&gt; &#34;d&#34;"),
        ("", ""),
    ],
)
def test_compounds_hold_together(title: str, html: str) -> None:
    assert HEADLINES.html(title).replace(NBSP, "_") == html


def test_only_whole_words() -> None:
    assert NBSP not in HEADLINES.html("xan ninhy")


def test_compounds_of_the_agency() -> None:
    own = Headlines(["vùng xanh", "Ba Đồn (mới)"])
    assert own.html("Giữ vùng xanh") == f"Giữ vùng{NBSP}xanh"
    assert own.html("Ba Đồn (mới)") == f"Ba{NBSP}Đồn{NBSP}(mới)"
    assert NBSP not in HEADLINES.html("Giữ vùng xanh")


def test_an_empty_compound_does_no_harm() -> None:
    assert Headlines([""]).html("Giữ vùng xanh") == "Giữ vùng xanh"


def test_words_stay_the_same() -> None:
    title = "Công an tỉnh triển khai công tác phòng cháy, chữa cháy năm 2022 cho 19 xã"
    assert HEADLINES.html(title).replace(NBSP, " ") == title


def test_the_list_holds_compounds_once_each() -> None:
    lines = COMPOUNDS.read_text("utf-8").splitlines()
    assert lines == [" ".join(line.split()) for line in lines]
    assert all(" " in line for line in lines)
    assert len(lines) == len({line.lower() for line in lines})


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Phòng dịch Covid-19 & <b>", 'Phòng dịch <span class="nb">Covid-19</span> &amp; &lt;b&gt;'),
        ("COVID-19, F-1", '<span class="nb">COVID-19</span>, <span class="nb">F-1</span>'),
        ("2036/BCĐ-CAT-PV05, 50-CT/TU, Lộc-Ninh", "2036/BCĐ-CAT-PV05, 50-CT/TU, Lộc-Ninh"),
        ("Số 15/QĐ-CSĐT, 26/12/2021", 'Số <span class="nb">15/QĐ-CSĐT</span>, 26/12/2021'),
        ("Công an tỉnh năm 2022", "Công an tỉnh năm 2022"),
    ],
)
def test_a_line_of_a_list(title: str, line: str) -> None:
    assert title_line(title) == line
