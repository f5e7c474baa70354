"""What an incremental build imports: a twentieth of a second here and there is what an edit takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.incremental.lab import Lab
from tests.support import ROOT

_CODE = """
import json, sys
from pathlib import Path
from plugins.incremental.command import Order, build
words = json.loads(sys.argv[1])
paths = {name: Path(words.pop(name)) for name in ("project", "content", "output", "settings", "cache", "side_file")}
build(Order(**paths, **words))
print(json.dumps(sorted(sys.modules)))
"""
_NEVER = {"pelican", "docutils", "rich", "PIL", "watchfiles", "numpy.ma"}
#: What is needed for pages alone.
_LATE = {"jinja2", "markdown", "numpy", "plugins.incremental.recipe"}


def imported(lab: Lab) -> set[str]:
    """The modules of a process that builds."""
    order = lab.order()
    paths = ("project", "content", "output", "settings", "cache", "side_file")
    words = {"max_mb": order.max_mb, "now": order.now, "quiet": True}
    told = json.dumps(words | {name: str(getattr(order, name)) for name in paths})
    done = subprocess.run(
        [sys.executable, "-c", _CODE, told], cwd=ROOT, env=dict(os.environ), check=True, capture_output=True, text=True
    )
    return {*json.loads(done.stdout)}


def edit(path: Path) -> None:
    path.write_text(f"{path.read_text('utf-8')}\nThêm một câu.\n", "utf-8")


def test_nothing_that_only_full_builds_need(lab: Lab) -> None:
    edit(lab.content / "an-ninh" / "bai-4.md")
    found = imported(lab)
    assert found >= _LATE
    assert not found & _NEVER


def test_nothing_that_pages_need_where_none_is_made(lab: Lab) -> None:
    assert not imported(lab) & (_NEVER | _LATE)


def test_nothing_more_to_put_a_file_back(lab: Lab) -> None:
    (lab.output / "index.html").unlink()
    assert not imported(lab) & (_NEVER | _LATE)
    assert (lab.output / "index.html").exists()
