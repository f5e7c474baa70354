"""Values of wanted notices as people write them: births, states, days, numbers, names, placeholders."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.front_matter.notices import BODY, NAME, header, metadata, reader_in
from tests.front_matter.reading import Reading


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    return reader_in(tmp_path)


@pytest.mark.parametrize(
    ("born", "shown", "in_title"),
    [
        ("khoảng 1990", "khoảng 1990", ", sinh khoảng năm 1990"),
        ("Khoảng năm 1990", "khoảng 1990", ", sinh khoảng năm 1990"),
        ("Không rõ.", "không rõ", ""), ("3/1990", "3/1990", ", sinh năm 1990"), ("1990", "1990", ", sinh năm 1990"),
    ],
)  # fmt: skip
def test_born_as_decisions_say_it(reading: Reading, born: str, shown: str, in_title: str) -> None:
    found = metadata(reading.read(BODY, header(born=born)), reading)
    assert reading.told == []
    assert (found["wanted"].born, found["title"]) == (shown, f"Truy nã {NAME}{in_title}")


@pytest.mark.parametrize("born", ["khoảng 90", "hồi xưa", "khoảng 1800"])
def test_what_says_no_birth_is_told_with_what_may_be_written(reading: Reading, born: str) -> None:
    reading.read(BODY, header(born=born))
    (problem,) = reading.report.errors
    assert "“khoảng 1990” hoặc “không rõ”" in problem.remedy


@pytest.mark.parametrize(
    ("key", "state"),
    [
        ("Ngày đình nã", "truy nã"), ("Từ ngày", "truy nã"), ("state_date", "đang truy nã"),
        ("Ngày thu hồi", "truy nã"), ("Ngày đình nã", "thu hồi"), ("Ngày thu hồi", "đầu thú"),
        ("Ngày đầu thú", "đình nã"),
    ],
)  # fmt: skip
def test_a_day_of_another_state_is_refused(reading: Reading, key: str, state: str) -> None:
    assert reading.read(BODY, header(state=state) + f"\n{key}: 20/11/2026").metadata is None
    (problem,) = reading.report.errors
    assert (key in problem.message, problem.value, problem.line) == (True, state, 15)
    assert "“Tình trạng” thành" in problem.remedy


@pytest.mark.parametrize(
    ("key", "state"), [("Ngày đình nã", "đình nã"), ("Ngày đầu thú", "đầu thú"), ("Từ ngày", "thu hồi")]
)
def test_a_day_of_the_state(reading: Reading, key: str, state: str) -> None:
    assert reading.read(BODY, header(state=state) + f"\n{key}: 20/11/2026").metadata is not None


@pytest.mark.parametrize(
    ("written", "state"),
    [("Đã đình nã.", "dinh-na"), ("đã_đầu_thú", "dau-thu"), ("dinh-na", "dinh-na"), ("Đã ra đầu thú", "dau-thu"),
     ("đã thu hồi", "thu-hoi"), ("ĐANG TRUY NÃ.", "truy-na")],
)  # fmt: skip
def test_states_as_people_write_them(reading: Reading, written: str, state: str) -> None:
    more = "" if state == "truy-na" else "\nTừ ngày: 20/11/2026"
    assert metadata(reading.read(BODY, header(state=written) + more), reading)["wanted"].state == state


@pytest.mark.parametrize("written", ["Số 15/QĐ-CSĐT", "số: 15/QĐ-CSĐT", "15/QĐ-CSĐT"])
def test_the_word_for_number_is_no_part_of_it(reading: Reading, written: str) -> None:
    found = metadata(reading.read(BODY, header(decision=f"'{written}'")), reading)
    assert (found["wanted"].decision, found["slug"]) == ("15/QĐ-CSĐT", "quyet-dinh-truy-na-15-qd-csdt")


def test_other_names_in_one_line_are_taken_apart(reading: Reading) -> None:
    changed = header(**{"Tên gọi khác": "Tư Lùn, Ba Mập"})
    assert metadata(reading.read(BODY, changed), reading)["wanted"].other_names == ("Tư Lùn", "Ba Mập")


def test_a_lifted_name_with_another_in_it_is_looked_for_as_two(reading: Reading) -> None:
    reading.read(BODY, header(state="đình nã", since="20/11/2026", **{"Họ tên": "Trần Văn X (tức Tư Lùn)"}))
    assert reading.reader.withdrawn[0].names == ("Trần Văn X", "Tư Lùn", "Dụ Ba Vì", "Sáu Ví Von")


@pytest.mark.parametrize("publishing", [True, False])
@pytest.mark.parametrize(
    ("changed", "value"),
    [({"telephone": "0000 000 000"}, "0000 000 000"), ({"issuer": "(đơn vị điền)"}, "(đơn vị điền)"),
     ({"Tội danh": "..."}, "..."), ({"Tên gọi khác": "[Sáu, xxx]"}, "xxx"), ({"decision": "15/QĐ-xxx"}, "15/QĐ-xxx")],
)  # fmt: skip
def test_placeholders_are_not_published(
    reading: Reading, publishing: bool, changed: dict[str, str], value: str
) -> None:
    reading.reader.publishing = publishing
    document = reading.read(BODY, header(**changed))
    (problem,) = reading.report.problems
    assert (problem.value, problem.severity) == (value, "error" if publishing else "warning")
    assert (document.metadata is None) is publishing


def test_drafts_may_wait_and_a_residence_may_be_unknown(reading: Reading) -> None:
    reading.reader.publishing = True
    reading.read(BODY, header(telephone="0000 000 000") + "\nTrạng thái: nháp")
    reading.read(BODY, header(**{"Nơi cư trú cuối cùng": "không rõ"}))
    assert reading.told == []


def test_lists_where_one_value_belongs(reading: Reading) -> None:
    reading.read(BODY, header(issuer="[Công an A, Công an B]", state="[truy nã]"))
    found = [(problem.message, problem.remedy) for problem in reading.report.errors]
    assert [message for message, _ in found] == [
        "mục “Tình trạng” chỉ nhận một giá trị", "mục “Cơ quan ra quyết định” chỉ nhận một giá trị",
    ]  # fmt: skip
    assert all("“Tình trạng: ...”" in remedy or "“Cơ quan ra quyết định: ...”" in remedy for _, remedy in found)
