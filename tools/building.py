"""One build: incremental where the last one left enough to go on from, else a full one by Pelican."""

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.common.progress import say
from plugins.incremental.command import Order
from plugins.incremental.command import build as build_incrementally
from plugins.incremental.request import FullBuildNeeded
from tools import ROOT
from tools.pelican_run import CONTENT, OUTPUT, SETTINGS, command, run

CACHE = ".cache"
MANIFEST = ".build/countable.json"
MAX_MB = 2048


@dataclass(frozen=True)
class Wish:
    """What the command line asks for; paths are meant from the project's folder."""

    content: str | Path = CONTENT
    output: str | Path = OUTPUT
    settings: str | Path = SETTINGS
    now: str = ""
    quiet: bool = False
    in_full: bool = True
    cache: str | Path = CACHE
    jobs: int = 0

    @property
    def order(self) -> Order:
        """The same for an incremental build."""
        return Order(
            project=ROOT,
            content=(ROOT / self.content).resolve(),
            output=(ROOT / self.output).resolve(),
            settings=(ROOT / self.settings).resolve(),
            cache=(ROOT / self.cache).resolve(),
            max_mb=MAX_MB,
            side_file=ROOT / os.environ.get("SITE_MANIFEST", MANIFEST),
            now=self.now,
            quiet=self.quiet,
            jobs=self.jobs,
            overrides=() if self.in_full else ("LIST_UNCONFIRMED=false",),
        )


def build(wish: Wish, *, explain: str = "") -> int:
    """Build; gives the exit code. ``explain``: say why this page was made again or not."""
    try:
        build_incrementally(replace(wish.order, explain=explain))
    except FullBuildNeeded as reason:
        code = run(full_command(wish))
        if explain and not code:
            from plugins.incremental.explain import explain_full

            say(explain_full(explain, str(reason)))
        return code
    except OSError as error:
        say(f"Dừng: không ghi được tệp “{error.filename}” ({error.strerror}). Trang cũ được giữ nguyên.")
        return 1
    return 0


def full_command(wish: Wish) -> list[str]:
    """Pelican's command for a full build that leaves a ledger."""
    order = wish.order
    incremental = {"site": order.site.hex(), "settings": str(order.settings)}
    more = [f"INCREMENTAL={json.dumps(incremental)}"]
    if str(wish.cache) != CACHE:
        more.append(f"CACHE_PATH={json.dumps(str(order.cache))}")
    if wish.jobs:
        more.append(f"JOBS={wish.jobs}")
    return command(
        order.content, order.output, order.settings, now=wish.now, quiet=wish.quiet, in_full=wish.in_full, more=more
    )
