"""argparse in Vietnamese: its headings, its own option ``--help`` and what it says of mistakes."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

_TITLES = {"positional arguments": "đối số", "options": "lựa chọn"}
#: argparse's own sentences (of the untranslated locale) and what is said instead.
_SENTENCES = [
    (r"the following arguments are required: (.+)", r"thiếu \1"),
    (r"unrecognized arguments: (.+)", r"không hiểu “\1”"),
    (r"argument (.+?): expected one argument", r"sau \1 phải có một giá trị"),
    (r"argument (.+?): expected at (?:least|most) one argument", r"sau \1 phải có một giá trị"),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"\1: không có “\2”; hãy chọn: \3"),
    (r"argument (.+?): ignored explicit argument '?(.*?)'?", r"\1 không nhận giá trị nào: “\2”"),
    (r"argument (.+?): invalid \S+ value: '?(.*?)'?", r"\1: “\2” không dùng được"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 và \2 không dùng cùng nhau"),
    (r"ambiguous option: (\S+) could match (.+)", r"“\1” viết chưa đủ; có thể là: \2"),
    (r"argument (.+?): (.+)", r"\1: \2"),
]


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup], prefix: str | None = None,
    ) -> None:  # fmt: skip
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_TITLES.get(heading or "", heading))


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that speaks Vietnamese; so do those of its commands."""

    def __init__(self, *, prog: str | None = None, description: str | None = None, help: str | None = None) -> None:
        super().__init__(prog=prog, description=description, add_help=False, formatter_class=_Formatter)
        self.add_argument("-h", "--help", action="help", help="in lời giải thích này rồi dừng")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, how the command is used, and end with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"Lỗi: {translated(message)}. Xem lời giải thích: {self.prog} --help\n")


def translated(message: str) -> str:
    """What argparse says of a mistake, in Vietnamese; a sentence that is not known stays as it is."""
    for shape, words in _SENTENCES:
        if found := re.fullmatch(shape, message, re.DOTALL):
            return found.expand(words)
    return message


def whole_number(text: str, least: int, most: int) -> int:
    """A whole number from ``least`` to ``most``, for ``type=``. Raises argparse's ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal()) or not least <= int(text[:20]) <= most:
        raise argparse.ArgumentTypeError(f"“{text}” không phải là số từ {least} đến {most}")
    return int(text)
