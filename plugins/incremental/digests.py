"""What a page depends on, as digests: equal digests, equal bytes.

Values are digested by their ``repr``: that of strings, numbers, dates and dataclasses says all that they hold, and it
is the same in every process. A value that shows only where it lies in memory would make every page new at each build;
the tests look for such.
"""

from __future__ import annotations

from hashlib import blake2b
from operator import attrgetter
from typing import Any

SIZE = 16
#: What lists, rails and the front page show of an article. The tests hold the theme against this list.
CARD = (
    "href", "title", "title_html", "title_line", "is_caps", "when", "cover", "views", "description", "kind", "deadline",
    "expires", "status",
)  # fmt: skip
#: What an article's own page and the feeds show beside that; other articles are not among it.
RECORD = (
    *CARD, "_content", "abbreviations", "attachment_paths", "attachments", "author_names", "comments", "embargo",
    "event", "featured", "files", "header_lines", "lead", "lead_html", "name_notes", "old_addresses", "pictures",
    "related_picks", "section", "section_name", "share", "slug", "source", "source_url", "structured_data", "tag_names",
    "tip_link", "topic", "updated", "views_src",
)  # fmt: skip
_others_of = attrgetter(*(name for name in RECORD if name != "_content"))


def digest(*values: Any) -> bytes:
    """16 bytes of some values."""
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()


def bytes_digest(data: bytes) -> bytes:
    """16 bytes of a file's bytes."""
    return blake2b(data, digest_size=SIZE).digest()


def joined(*parts: bytes) -> bytes:
    """16 bytes of digests, each of which has the same length."""
    return blake2b(b"".join(parts), digest_size=SIZE).digest()


def own_of(article: Any) -> bytes:
    """The digest of everything that an article's page shows of itself."""
    content = article._content
    told = content if type(content) is str else repr(content)
    values = repr((_others_of(article), article.wanted, type(content).__name__, len(told)))
    found = blake2b(values.encode("utf-8", "surrogatepass"), digest_size=SIZE)
    # The text is nearly all of it, and bytes are made of it sooner than a representation.
    found.update(told.encode("utf-8", "surrogatepass"))
    return found.digest()


def card_of(article: Any) -> bytes:
    """The digest of what others show of an article."""
    wanted = article.wanted
    return digest([getattr(article, name) for name in CARD], wanted is not None, wanted and wanted.is_lifted)


def record_of(article: Any) -> dict[str, Any]:
    """What an article's page shows of itself, by name."""
    return {name: getattr(article, name) for name in RECORD}
