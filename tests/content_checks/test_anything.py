"""Whatever somebody wrote: no rule fails on it, and every finding has a line of the file."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.content_checks.rules import RULES
from tests.content_checks.support import HEADER, archive_with, article_of

_PIECES = st.sampled_from(
    [
        "[", "](", ")", "![", "<", ">", "`", "```\n", "|", "\n", "\n\n", "# ", "- ", "1. ", '"', "“", "”", "*", "**",
        "[^1]", ": ", "[a]: /x/", "/images/hoi-truong.jpg", "/khong-co/", "#cho", "tel:", "mailto:", "@gmail.com", "a",
        "001099012345", "0912 345 678", "72A-123.45", "tài khoản ", "STK", "CCCD ", "nạn nhân ", "cháu ",
        "Nguyễn Thị Hoa", ", 15 tuổi",
        "MẬT", "TỐI ", "Công an huyện ", "Quảng Bình", "ANXY", "(", "tại đây", "https://", "www.", "<a href='",
        "<img src=", "19/8/2026", "Chủ nhật, ", "ế", "\u0301", "\u200b", "\t", " ", "…", "...", "và và ", "{#x}",
    ]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=8), max_size=40).map("".join))
@settings(max_examples=150)
def test_no_rule_fails_and_every_line_is_one_of_the_file(body: str) -> None:
    text = f"{HEADER}{body}\n"
    article = article_of(text)
    archive = archive_with(article)
    last = article.body_line + article.body.count("\n")
    for rule in RULES:
        for finding in rule.check(article, archive):
            assert 0 <= finding.line <= last, rule.id
