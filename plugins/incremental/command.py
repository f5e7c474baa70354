"""One incremental build from beginning to end: the ledger is asked, the site renewed, and what was done is told."""

from __future__ import annotations

import os
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.common.dates import ZONE, DateError, parse_date
from plugins.common.problems import Problem, Report
from plugins.common.progress import say
from plugins.host.store import Store
from plugins.host.workers import jobs_of
from plugins.incremental.delivery import Destination, deliver, put_side_file
from plugins.incremental.environment import Places
from plugins.incremental.ledger import Ledger
from plugins.incremental.request import Difference, FullBuildNeeded, Renewal, Request, difference
from plugins.incremental.vault import Vault, site_key

#: The folders of a content folder that hold no articles, as ARTICLE_EXCLUDES of pelicanconf.py names them.
EXCLUDED = ("pages", "_data", "images", "documents")


@dataclass(frozen=True)
class Order:
    """What the command line asked for; paths are absolute.

    ``now`` is empty for the present, ``explain`` asks about a page, ``jobs`` is how many processes render (0: one for
    each core).
    """

    project: Path
    content: Path
    output: Path
    settings: Path
    cache: Path
    max_mb: int
    side_file: Path
    now: str = ""
    quiet: bool = False
    overrides: tuple[str, ...] = ()
    explain: str = ""
    jobs: int = 0

    @property
    def site(self) -> bytes:
        """The key of this site's ledger."""
        return site_key(str(self.settings), str(self.content), str(self.output), self.overrides)


def build(order: Order) -> None:
    """Bring the output up to date. Raises FullBuildNeeded, and nothing has happened; OSError when a disk is full."""
    store = Store(order.cache / "store", order.max_mb)
    try:
        vault = Vault(store, order.site)
        ledger, known = vault.ledger()
        if ledger is None:
            raise FullBuildNeeded("chưa có lần dựng nào để nối tiếp")
        theme = order.project / "theme"
        places = Places(str(order.project), str(order.settings), str(order.content), str(theme), EXCLUDED)
        request = Request(places, order.output, _moment(order.now))
        changed, report = difference(request, ledger), Report()
        before = copy(ledger)
        before.outputs = dict(ledger.outputs)
        renewal = _renewal(request, ledger, vault, changed, report, jobs_of({"JOBS": order.jobs or None}))
        _tell(renewal, report, order)
        to = Destination(order.output, order.cache, order.content, order.side_file)
        if _changes_nothing(renewal, changed):
            counts = f"0 tệp mới hoặc đổi, {len(ledger.outputs)} tệp giữ nguyên, 0 tệp xóa"
        else:
            moved = deliver(renewal, to, vault, known)
            counts = f"{moved.written} tệp mới hoặc đổi, {moved.unchanged} tệp giữ nguyên, {moved.deleted} tệp xóa"
        put_side_file(renewal, to, vault)
        if not order.quiet:
            say(f"Trang đã xong ở {order.output}: {counts}.")
        if order.explain:
            from plugins.incremental.explain import explain

            say(explain(order.explain, renewal, before))
    finally:
        store.close()


def _renewal(
    request: Request, ledger: Ledger, vault: Vault, changed: Difference, report: Report, processes: int
) -> Renewal:
    """What is to be done. Raises FullBuildNeeded."""
    if changed.others is not None:
        from plugins.incremental.redraw import redraw

        return redraw(request, ledger, vault, changed, processes)
    if not changed.articles:
        return Renewal(ledger, restored=changed.damaged)
    # Reading and relating take longer to load than everything else together; most builds of a day change nothing.
    from plugins.incremental.quick import renew

    return renew(request, ledger, vault, changed, report)


def _moment(written: str) -> datetime:
    """The build's clock. Raises FullBuildNeeded when it cannot be read: the full build tells."""
    written = written or os.environ.get("SITE_NOW", "")
    try:
        return parse_date(written).value if written else datetime.now(ZONE)
    except DateError as error:
        raise FullBuildNeeded(str(error)) from error


def _tell(renewal: Renewal, report: Report, order: Order) -> None:
    problems: list[Problem] = [*dict.fromkeys((*renewal.ledger.problems, *report.problems))]
    renewal.ledger.problems = problems
    if not order.quiet:
        for problem in sorted(problems):
            say(problem.text())


def _changes_nothing(renewal: Renewal, changed: Difference) -> bool:
    return not (changed.articles or renewal.restored or renewal.render)
