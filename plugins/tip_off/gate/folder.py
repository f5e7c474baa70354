"""The tip-off pages of a whole site, and who is likely to have put there what must not be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.common.problems import Report, shown_path
from plugins.tip_off.gate.model import Expected, Finding
from plugins.tip_off.gate.page import stylesheets, wrong_page
from plugins.tip_off.gate.stylesheet import wrong_stylesheet


def check_folder(folder: Path, expected: Expected, report: Report) -> None:
    """Tell the report, as errors, everything about the tip-off pages of a site that must not be so."""
    sheets: dict[str, None] = {}
    for page in expected.pages:
        html, problem = _read(folder / page.file)
        if problem:
            remedy = "xem lại DIRECT_TEMPLATES trong pelicanconf.py và các mẫu tip_off của giao diện"
            report.error(page.file, 0, f"trang tố giác {problem}", "", remedy)
            continue
        for finding in wrong_page(html, page, expected):
            remedy = finding.remedy or _origin(finding, expected.templates)
            report.error(page.file, finding.line, finding.message, finding.source, remedy)
        sheets.update(dict.fromkeys(stylesheets(html)))
    for href in sheets:
        _check_stylesheet(folder, href, report)


def _check_stylesheet(folder: Path, href: str, report: Report) -> None:
    css, problem = _read(folder / href.lstrip("/"))
    if problem:
        remedy = "giao diện và các plugin không được đổi địa chỉ trong assets.stylesheet"
        report.error(href.lstrip("/"), 0, f"tệp trình bày của trang tố giác {problem}", "", remedy)
        return
    for message, piece in wrong_stylesheet(css):
        remedy = "bỏ nó khỏi các tệp .css của giao diện (theme/static/css); nếu không có ở đó, một plugin đã thêm vào"
        report.error(href.lstrip("/"), 0, message, piece, remedy)


def _read(path: Path) -> tuple[str, str]:
    """A file's text as it is delivered, and what is wrong with it as a whole."""
    try:
        return path.read_bytes().decode("utf-8"), ""
    except UnicodeDecodeError:
        return "", "không phải bảng mã UTF-8"
    except OSError:
        return "", "không có trong bản dựng"


def _origin(finding: Finding, templates: Iterable[Path]) -> str:
    """Who is likely to have written it: the theme, where a template holds it to the letter; else maybe a plugin."""
    for path, line in _templates_with(finding.source, templates):
        return f"bỏ nó khỏi mẫu của giao diện: {shown_path(str(path))}, dòng {line}"
    return "bỏ nó khỏi mẫu tip_off của giao diện; nếu không mẫu nào viết như vậy, một plugin đã thêm vào: tắt plugin ấy"


def _templates_with(source: str, templates: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    source = source.strip()
    if not source:
        return
    for folder in templates:
        for path in sorted(folder.rglob("*.html")):
            text = path.read_text("utf-8", errors="replace")
            if source in text:
                yield path, text[: text.index(source)].count("\n") + 1
