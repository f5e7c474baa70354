"""State secrets: the stamps of the three degrees of secrecy on what was copied into an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.common.vietnamese import is_capitals
from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article
from plugins.content_checks.model import Finding, Rule
from plugins.content_checks.passages import Passage

#: The stamps are in capitals. What stands beside MẬT in other words: BÍ MẬT, BẢO MẬT, MẬT KHẨU, MẬT ONG ...
_STAMP = re.compile(
    r"(?<![\w])(?:(?P<high>TUYỆT|TỐI)\s+MẬT"
    r"|(?<!BÍ )(?<!BẢO )(?<!CƠ )(?<!GIỮ )(?<!TRÁI )(?<!NGỌT )(?<!THÂN )(?<!ĂN )(?<!TUẦN )(?<!TÚI )(?<!DỊCH )(?<!ĐƯỜNG )"
    r"MẬT(?!\s+(?:KHẨU|MÃ|ONG|VỤ|DANH|THƯ|THÁM|BÁO|LỆNH|ƯỚC|ĐỘ|THIẾT|NGỮ|TẤU|NGHỊ|ĐÀM|ĐIỆN|RỪNG)\b))(?!\w)"
)
#: "Độ mật: Tối mật", and a line that says nothing else.
_LABELLED = re.compile(r"\b(?:độ|mức độ|cấp độ|mức) mật\s*:\s*[\"“*_]*((?:tuyệt |tối )?mật)\b", re.IGNORECASE)
_ALONE = re.compile(r"^[\s>*_#|\[\(“\"-]*((?:tuyệt |tối )?mật)[\s*_|\]\)”\".]*$", re.IGNORECASE | re.MULTILINE)
#: A line in capitals is a stamp only when it says little besides.
_FEW = 4
#: As much behind a word as tells whether its line is in capitals.
_LINE = 200
_HINTS = ("MẬT", "Mật", "mật")


def check_stamps(article: Article, archive: Archive) -> Iterator[Finding]:
    """The stamps MẬT, TỐI MẬT, TUYỆT MẬT."""
    if not any(word in article.body or word in article.header_text for word in _HINTS):
        return
    for passage in article.passages:
        if not any(word in passage.text for word in _HINTS):
            continue
        found = {match.start(): match[0] for match in _STAMP.finditer(passage.text) if _is_stamp(passage, match)}
        for pattern in (_LABELLED, _ALONE):
            found |= {match.start(1): match[1] for match in pattern.finditer(passage.text)}
        for start, words in sorted(found.items()):
            yield Finding(passage.line(start), " ".join(words.split()))


def _is_stamp(passage: Passage, match: re.Match[str]) -> bool:
    """TỐI MẬT is one anywhere; MẬT alone in words that are not all capitals, or on a line of its own."""
    if match["high"]:
        return True
    start = passage.text.rfind("\n", 0, match.start()) + 1
    line = passage.text[start : match.end() + _LINE].split("\n", 1)[0]
    return len(line.split()) <= _FEW or not is_capitals(line)


RULES = (
    Rule(
        id="secrecy-stamp",
        severity="error",
        message="bài có dấu chỉ độ mật",
        why="Tài liệu đóng dấu MẬT, TỐI MẬT, TUYỆT MẬT là bí mật nhà nước; đưa lên mạng là vi phạm pháp luật.",
        remedy="gỡ nội dung này khỏi bài, báo ngay người phụ trách bảo vệ bí mật nhà nước của đơn vị;"
        " chỉ khi bài nói về chính các độ mật thì ghi lý do, tên và ngày vào mục “Bỏ qua”",
        check=check_stamps,
    ),
)
