"""The tip-off pages of a whole site, and who is likely to have put there what must not be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.common import places
from plugins.common.problems import Report, shown_path
from plugins.tip_off.gate.model import Expected, Finding
from plugins.tip_off.gate.page import stylesheets, wrong_page
from plugins.tip_off.gate.stylesheet import is_named_by_hash, wrong_stylesheet
from plugins.tip_off.gate.surroundings import strange_files

#: The worker's file inside the site.
WORKER_FILE = places.WORKER.lstrip("/")
_STRANGE_REMEDY = (
    "chỗ ấy chỉ có hai trang tố giác, tệp trình bày của chúng, sw.js và bản nén .gz đúng nội dung của từng tệp ấy; "
    "tắt plugin hoặc bỏ tệp nguồn đã tạo ra tệp này"
)


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
        _check_stylesheet(folder, href, expected, report)
    if expected.offline and len(sheets) > 1:
        remedy = "cả hai trang dùng biến assets.stylesheet trong mẫu; nếu mẫu đúng, một plugin đã đổi"
        message = "hai trang tố giác dùng hai tệp trình bày, nên không có bản đọc khi mất mạng"
        report.error(expected.pages[-1].file, 0, message, ", ".join(sheets), remedy)
    _check_worker(folder, expected, report)
    own = [page.file for page in expected.pages]
    for file in strange_files(folder, [*own, WORKER_FILE], [href.lstrip("/") for href in sheets]):
        report.error(file, 0, "tệp này không được ở chỗ của trang tố giác", "", _STRANGE_REMEDY)


def _check_stylesheet(folder: Path, href: str, expected: Expected, report: Report) -> None:
    file = href.lstrip("/")
    css, problem = _read(folder / file)
    if problem:
        remedy = "giao diện và các plugin không được đổi địa chỉ trong assets.stylesheet"
        report.error(file, 0, f"tệp trình bày của trang tố giác {problem}", "", remedy)
        return
    if expected.offline and not is_named_by_hash(href, css):
        remedy = "không đổi tệp ấy sau khi plugin assets đã ghi: một plugin khác đã đổi nó, hãy tắt plugin ấy"
        message = "tên tệp trình bày của trang tố giác không khớp nội dung, nên không có bản đọc khi mất mạng"
        report.error(file, 0, message, "", remedy)
    for message, piece in wrong_stylesheet(css):
        remedy = "bỏ nó khỏi các tệp .css của giao diện (theme/static/css); nếu không có ở đó, một plugin đã thêm vào"
        report.error(file, 0, message, piece, remedy)


def _check_worker(folder: Path, expected: Expected, report: Report) -> None:
    """Whatever stands there can answer in place of the pages: it must be the portal's own, to the letter."""
    text, problem = _read(folder / WORKER_FILE)
    if problem or text != expected.worker:
        remedy = "một plugin hoặc một tệp chép vào trang đã bỏ, đổi hay thay nó: bỏ plugin hoặc tệp ấy"
        message = f"mã giữ bản đọc khi mất mạng {problem or 'không phải mã của cổng'}"
        report.error(WORKER_FILE, 0, message, "", remedy)


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
