"""Start an article: a draft with a header to fill in, and an address that will not change with its title."""

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from plugins.common.problems import Report
from plugins.common.vietnamese import slugify
from plugins.common.wanted import KIND as WANTED
from plugins.front_matter.fields import WANTED_KEYS
from plugins.front_matter.wanted import slug_of_decision
from plugins.sections.section import read_sections

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
KINDS = {"tin": "tin bài", "thong-bao": "thông báo", WANTED: "thông báo truy nã"}
NOT_SECTIONS = {"pages", "images", "documents", "videos"}
BODY = {
    "tin": "Viết nội dung ở đây. Mỗi đoạn cách nhau một dòng trống.\n",
    "thong-bao": "Viết nội dung thông báo ở đây: ai, việc gì, ở đâu, đến bao giờ.\n",
    WANTED: "Viết đặc điểm nhận dạng ở đây.\n",
}


class ArticleError(Exception):
    """The article cannot be made; the message is for the editor."""


@dataclass(frozen=True)
class Draft:
    """What an editor says about an article to come; of a wanted notice ``title`` is the decision's number."""

    title: str
    section: str
    kind: str = "tin"

    @property
    def slug(self) -> str:
        """The part of the address that stays, whatever becomes of the title."""
        return slug_of_decision(self.title) if self.kind == WANTED else slugify(self.title)


def sections(content: Path) -> list[str]:
    """The section folders there are, sorted."""
    folders = (path.name for path in content.iterdir() if path.is_dir()) if content.is_dir() else ()
    return sorted(name for name in folders if name[0] not in "_." and name not in NOT_SECTIONS)


def section_folder(section: str, content: Path) -> str:
    """The folder of the section with this name or folder name; a folder for a new one otherwise."""
    wanted = slugify(section)
    known = read_sections(content, Report())
    return next((found.slug for found in known if wanted in (found.slug, slugify(found.name))), wanted)


def header(draft: Draft, now: datetime) -> str:
    """The YAML header; every value is quoted by YAML itself where it has to be."""
    date = f"{now:%Y-%m-%d %H:%M}"
    values: dict[str, str] = {"title": draft.title, "slug": draft.slug, "date": date}
    if draft.kind == WANTED:
        fields = dict.fromkeys((name for name in WANTED_KEYS if name != "state_date"), "")
        values = {"kind": WANTED, "date": date, **fields, "state": "truy nã", "decision": draft.title, "image": ""}
    if draft.section != slugify(draft.section):
        values["section"] = draft.section
    if draft.kind not in ("tin", WANTED):
        values["kind"] = draft.kind
    values |= {"status": "draft"} if draft.kind == WANTED else {"status": "draft", "author": "", "summary": ""}
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)


def write(draft: Draft, content: Path, now: datetime) -> Path:
    """Write the draft and give its path. Raises ArticleError when a value is bad or the address is taken."""
    if draft.kind == WANTED and not any(map(str.isdigit, draft.title)):
        raise ArticleError(f"“{draft.title}” không phải số quyết định: viết như 15/QĐ-CSĐT")
    if not draft.slug or draft.slug.isdigit():
        raise ArticleError(f"Tiêu đề “{draft.title}” không cho được địa chỉ trang: cần ít nhất một chữ cái")
    if draft.kind not in KINDS:
        raise ArticleError(f"Không có loại bài “{draft.kind}”: hãy chọn {' hoặc '.join(KINDS)}")
    folder = section_folder(draft.section, content)
    if not folder:
        raise ArticleError("Cần tên chuyên mục")
    year = content / folder / str(now.year)
    path = year / f"{draft.slug}.md"
    taken = [path] if path.exists() else [*content.glob(f"*/{now.year}/{draft.slug}.md")]
    if taken:
        raise ArticleError(f"Đã có {taken[0]}: hãy đổi tiêu đề, hoặc sửa bài đã có")
    year.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{header(draft, now)}---\n\n{BODY[draft.kind]}", "utf-8")
    return path


def _ask(question: str, default: str = "") -> str:
    """Ask on a terminal; elsewhere take the default. Raises ArticleError when there is no answer."""
    answer = input(f"{question}: ").strip() if sys.stdin.isatty() else ""
    if not (answer or default):
        raise ArticleError(f"Thiếu: {question.lower()}")
    return answer or default


def start(title: str, section: str, kind: str, content: Path) -> int:
    """Ask for what is missing, write the draft, say where it is. Exit code 1 when it cannot be made."""
    known = sections(content)
    try:
        question = "Số quyết định truy nã" if kind == WANTED else "Tiêu đề"
        title = " ".join((title or _ask(question)).split())
        section = section or _ask(f"Chuyên mục ({', '.join(known)})")
        kind = kind or _ask(f"Loại bài, Enter là tin ({', '.join(KINDS)})", "tin")
        path = write(Draft(title, section, kind), content, datetime.now(ZONE))
    except (ArticleError, EOFError) as error:
        print(f"Lỗi: {error}" if str(error) else "Lỗi: chưa có câu trả lời")
        return 1
    if slugify(section) not in known:
        print(f"Lưu ý: chuyên mục “{section}” chưa có, thư mục mới đã được tạo.")
    print(f"Đã tạo bản nháp: {path}. Khi viết xong, đổi “status: draft” thành “status: published”.")
    return 0
