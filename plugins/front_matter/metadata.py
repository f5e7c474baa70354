"""What Pelican is told of a file: the header's values under the names that plugins and templates use."""

from __future__ import annotations

import re
from typing import Any

from plugins.common.body import Body
from plugins.common.dates import UNDATED
from plugins.common.vietnamese import slugify
from plugins.front_matter.checks import slug_of
from plugins.front_matter.header import Header

_QUOTED = re.compile(r'"([^"]*)"')


def metadata_of(header: Header, file: str, body: Body) -> dict[str, Any]:
    """The metadata of a header, with what its body was found to hold."""
    values = header.values
    when = values.get("date") or values.get("embargo") or (UNDATED if values.get("status") == "draft" else None)
    return {
        # A pair of straight quotes is curled in the plain text itself: titles stand in many places, without HTML.
        "title": _QUOTED.sub(r"“\1”", values.get("title", "")),
        "slug": slug_of(header, file),
        "status": values.get("status", "published"),
        "kind": slugify(values.get("kind", "tin")),
        "topic": slugify(values.get("topic", "")),
        "door": slugify(values.get("door", "")),
        "section_name": values.get("section"),
        "tag_names": values.get("tags", []),
        "author_names": ", ".join(values.get("author", [])) or None,
        "attachment_paths": values.get("attachments", []),
        "related_picks": values.get("related", []),
        "old_addresses": values.get("aliases", []),
        "views": values.get("legacy_views"),
        "comments": values.get("legacy_comments"),
        "when": when,
        "abbreviations": list(body.abbreviations.items()),
        "pictures": tuple(body.pictures),
        "files": tuple(dict.fromkeys(body.files)),
        "header_lines": header.lines,
        **({"date": when.value} if when else {}),
        **{
            name: values.get(name)
            for name in ("updated", "embargo", "expires", "deadline", "source", "source_url", "event", "featured")
        },
    }
