"""argparse in Vietnamese, for every command of the project."""

from __future__ import annotations

import argparse

import pytest

from plugins.common.arguments import Parser, translated, whole_number


def test_whole_numbers() -> None:
    assert [whole_number(text, 1, 20) for text in ("1", "07", "20")] == [1, 7, 20]
    for text in ("0", "21", "-1", "+1", "1.0", "", " 1", "²", "٣", "9" * 5000):
        with pytest.raises(argparse.ArgumentTypeError, match="không phải là số từ 1 đến 20"):
            whole_number(text, 1, 20)


def test_an_unknown_sentence_stays_as_it_is() -> None:
    assert translated("something new") == "something new"
    assert translated("the following arguments are required: TỆP") == "thiếu TỆP"


def test_a_mistake_ends_with_2_and_says_where_help_is(capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser(prog="lệnh")
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(["--x"])
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert told.err == "cách dùng: lệnh [-h]\nLỗi: không hiểu “--x”. Xem lời giải thích: lệnh --help\n"
