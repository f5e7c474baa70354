"""The command line: the gate over a content folder, some of its files, or a finished site, without Pelican."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from plugins.common.arguments import Parser
from plugins.common.dates import ZONE, DateError, parse_date
from plugins.content_checks.article import SourceError
from plugins.content_checks.built import BUILT_RULES, check_site
from plugins.content_checks.formats import FORMATS, waived_lines
from plugins.content_checks.gate import OWN_RULES, UNREADABLE, Gate, Told, has_errors, tell_problem
from plugins.content_checks.guide import guide
from plugins.content_checks.reading import Content, completed_file, read_content
from plugins.content_checks.rules import GROUPS, RULES, Group
from plugins.content_checks.site import Site, read_site

PROGRAM = "python -m plugins.content_checks"
SETTINGS = "pelicanconf.py"
_DESCRIPTION = (
    "Kiểm tra bài viết và trang cố định trước khi xuất bản: chữ và dấu, liên kết, ảnh, nguồn tin, thông tin về người,"
    " bí mật nhà nước. Mỗi chỗ được nêu tệp, dòng, điều sai, vì sao và cách sửa. Có lỗi thì kết thúc với mã 1;"
    " chỉ có cảnh báo thì mã 0."
)
BUILT = tuple(built.rule for built in BUILT_RULES)
EVERY_RULE = (*RULES, *BUILT, *OWN_RULES)
EVERY_GROUP = (*GROUPS, Group("Trang đã dựng", BUILT), Group("Việc kiểm tra", OWN_RULES))


@dataclass(frozen=True)
class Task:
    """What is to be checked: all of a content folder or some files, a finished site too where one is named."""

    content: Path
    files: tuple[Path, ...] = ()
    site: Path | None = None
    settings: Path = Path(SETTINGS)
    now: datetime = field(default_factory=lambda: datetime.now(ZONE))
    #: Rules that are not run.
    without: frozenset[str] = frozenset()


def main(words: Sequence[str] | None = None) -> int:
    """Check and print; gives the exit code: 1 when there are errors, 2 (and SystemExit) for a wrong option."""
    parser = make_parser()
    options = parser.parse_args(words)
    if options.rules:
        return _print(guide(EVERY_GROUP), failed=False)
    content = Path(options.content)
    site = Path(options.site) if options.site else None
    if not content.is_dir():
        parser.error(f"không có thư mục bài viết “{content}”")
    if site and not site.is_dir():
        parser.error(f"không có thư mục trang đã dựng “{site}”")
    for file in options.files:
        if not Path(file).exists():
            parser.error(f"không có tệp “{file}”")
    try:
        now = parse_date(options.now).value if options.now else datetime.now(ZONE)
    except DateError as error:
        parser.error(f"--now: {error}; {error.remedy}")
    told, checked = run(Task(content, tuple(map(Path, options.files)), site, Path(options.settings), now))
    return write(told, checked, options.format, only_waivers=options.waivers)


def make_parser() -> Parser:
    """The parser of the command."""
    parser = Parser(prog=PROGRAM, description=_DESCRIPTION)
    add = parser.add_argument
    add("files", nargs="*", metavar="TỆP", help="chỉ kiểm tra các tệp hoặc thư mục này; không ghi thì kiểm tra tất cả")
    add("--content", default="content", metavar="THƯ_MỤC", help="thư mục bài viết (mặc định content)")
    add("--site", default="", metavar="THƯ_MỤC", help="kiểm tra thêm trang đã dựng trong thư mục này")
    add(
        "--format", choices=sorted(FORMATS), default="text",
        help="cách in: text cho người đọc, json, github, sarif cho chương trình (mặc định text)",
    )  # fmt: skip
    add("--settings", default=SETTINGS, metavar="TỆP", help=f"tệp thiết lập (mặc định {SETTINGS})")
    add("--now", default="", metavar="NGÀY", help="đồng hồ của lần kiểm tra, ví dụ “2026-11-22 10:00”")
    add("--waivers", action="store_true", help="chỉ in các mục “Bỏ qua” đang cho qua lỗi nào")
    add("--rules", action="store_true", help="in sổ tay các quy tắc (docs/quy-tac.md) rồi dừng")
    return parser


def run(task: Task) -> tuple[list[Told], int]:
    """Everything that is to be told, in order, and how many files were looked at."""
    site = read_site(task.settings)
    content = read_content(task.content, site, task.now)
    told = _check_files(task, content, site) if task.files else _check_all(content, task.without)
    checked = len(task.files) or len(content.articles) + len(content.unreadable)
    if task.site:
        told += check_site(task.site, content.pages, task.now.date())
    return sorted(told, key=lambda one: one.key), checked


def _gate(content: Content, without: Collection[str]) -> Gate:
    return Gate(content.archive, RULES, without, BUILT)


def _check_all(content: Content, without: Collection[str]) -> list[Told]:
    gate = _gate(content, without)
    told = [] if UNREADABLE in without else [tell_problem(problem) for problem in content.unreadable]
    for article in content.articles:
        told += gate.check(article)
        article.forget()
    return told


def _check_files(task: Task, content: Content, site: Site) -> list[Told]:
    """Some files; the others of the folder are only read, for titles, addresses and links."""
    gate = _gate(content, task.without)
    told: list[Told] = []
    for path in _named(task.files):
        try:
            told += gate.check(completed_file(path, task.content, site, task.now))
        except SourceError as error:
            told.append(tell_problem(error.problem))
    return told


def _named(files: Iterable[Path]) -> list[Path]:
    """The files, and those in the folders, each once."""
    found: dict[Path, None] = {}
    for path in files:
        inside = sorted(p for p in path.rglob("*.md") if p.name != "_index.md") if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return list(found)


def write(told: Sequence[Told], checked: int, form: str = "text", *, only_waivers: bool = False) -> int:
    """Print the report, and for people how much was found; gives the exit code."""
    failed = has_errors(told)
    if only_waivers:
        lines = waived_lines(told) or ["Không có mục “Bỏ qua” nào đang dùng."]
        return _print("".join(f"{line}\n" for line in lines), failed)
    printed = FORMATS[form](told, EVERY_RULE)
    if form == "text":
        printed += summary(told, checked) + "\n"
    return _print(printed, failed)


def summary(told: Sequence[Told], checked: int) -> str:
    """How many files, errors, warnings and waived findings, in one sentence."""
    shown = [one for one in told if one.waiver is None]
    errors = sum(one.severity == "error" for one in shown)
    waived = len(told) - len(shown)
    passed = f", {waived} chỗ được bỏ qua có lý do" if waived else ""
    return f"Đã kiểm tra {checked} tệp: {errors} lỗi, {len(shown) - errors} cảnh báo{passed}."


def _print(text: str, failed: bool) -> int:
    """Write UTF-8, whatever the terminal; who stops reading (``| head``) ends the command without a word."""
    out = sys.stdout.buffer
    try:
        out.write(text.encode("utf-8", "backslashreplace"))
        out.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to fail at exit
    return int(failed)
