"""The places of an article that a link may lead to: ids of headings as the build makes them, and those written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown.extensions.toc import unique

from plugins.content_checks.article import Article
from plugins.front_matter.document import heading_id

_MAYBE = re.compile(r"^ {0,3}(?:#|=|--)|\{|\bid=|\[\^", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}(?!#).*$|^[ \t]*[^\s\-*+>#|].*+(?=\n {0,3}(?:=+|-{2,})[ \t]*$)", re.MULTILINE)
_MARKS = re.compile(r"^\s*#{1,6}\s*|\s+#+\s*$")
#: ``{#cho-nay}`` at the end of a heading or behind a piece of text.
_OWN = re.compile(r"\{:?[^{}\n]*?#([\w-]+)[^{}\n]*\}")
_WRITTEN = re.compile(r"\bid=[\"']([^\"'<>]+)[\"']")
_NOTE = re.compile(r"^\[\^([^\]]+)\]:", re.MULTILINE)
#: What surrounds words without being read: images, targets of links, emphasis, code, tags.
_INLINE = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|</?[A-Za-z][^>]*>|[*_`\[\]]+")


def ids_of(article: Article) -> frozenset[str]:
    """The ids that the article's text will have; a look at the whole text comes first, for most have none."""
    if not _MAYBE.search(article.body):
        return frozenset()
    found = {*_OWN.findall(article.body), *_WRITTEN.findall(article.body)}
    for label in _NOTE.findall(article.body):
        found |= {f"fn:{label}", f"fnref:{label}"}
    for heading in _headings(article):
        if not _OWN.search(heading):
            unique(heading_id(_plain(heading), "-"), found)
    return frozenset(found)


def _headings(article: Article) -> Iterator[str]:
    """The words of each heading, its attributes with them. Where there is no code no line needs to be looked at."""
    if "```" in article.body or "~~~" in article.body:
        return (_MARKS.sub("", line.text) for line in article.lines if line.kind == "heading")
    return (_MARKS.sub("", match[0]) for match in _HEADING.finditer(article.body))


def _plain(heading: str) -> str:
    return _INLINE.sub("", heading).replace("\\", "")
