"""A build after which only templates are others: every page is rendered again, and nothing is read or related anew.

All that pages are told is in the ledger, the records and the recipe, by the same functions as after an edit. A template
may ask for something that no page was told before: then a full build is made, and knows it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import TemplateError

from plugins.common.problems import Report
from plugins.host.jobs import Job, Press
from plugins.host.writing import Folder
from plugins.incremental.alone import Alone, read_alone
from plugins.incremental.capture import file_of
from plugins.incremental.digests import bytes_digest
from plugins.incremental.ledger import Ledger
from plugins.incremental.planning import every_page
from plugins.incremental.quick import Build
from plugins.incremental.rails import fill
from plugins.incremental.request import Difference, FullBuildNeeded, Renewal, Request
from plugins.incremental.rows import KeptArticle, UnknownError
from plugins.incremental.site import Site
from plugins.incremental.vault import Vault

#: Files that no check of a finished folder reads.
_LARGE = ("images/", "documents/")
#: Name to digest and size.
_Made = dict[str, tuple[bytes, int]]


def redraw(request: Request, ledger: Ledger, vault: Vault, changed: Difference, processes: int) -> Renewal:
    """The site with every page rendered again, in so many processes. Raises FullBuildNeeded."""
    recipe = vault.recipe(ledger.recipe)
    if recipe is None or changed.others is None:
        raise FullBuildNeeded("kho không còn phần chung của trang")
    try:
        return _Redraw(request, ledger, recipe, vault, changed, Report()).renewal(changed, processes)
    except UnknownError as error:
        raise FullBuildNeeded(f"{error} cần dựng cả trang") from error


class _Redraw(Build):
    is_strict = True

    def renewal(self, changed: Difference, processes: int) -> Renewal:
        """What is to be done; pages are rendered when their folder is there."""
        alone = read_alone(self.vault.alone(self.ledger.alone))
        site = self.compose([])
        alone.deal_cards(site.everything)
        relations, _, store = fill(site, self.recipe, self.request.now, self.report, (), (), (), everywhere=True)
        if relations.mark != self.ledger.related:
            raise FullBuildNeeded("phần tính tin liên quan là của một lần dựng khác")
        site.context |= {name: _Unknown(name) for name in self.recipe.left_out if name not in site.context}
        site.context["pages"] = list(alone.listed)  # those that the site was composed with tell their addresses alone
        pages = [*every_page(site, self.recipe.settings), *alone.all(site.context, file_of)]
        jobs = [Job(page.name, self.theme.template(page), page.values) for page in pages]
        rendered = {job.name for job in jobs}
        if lost := {name for name in self.ledger.outputs if name.endswith(".html")} - rendered:
            raise UnknownError(min(lost))

        def render(folder: Folder) -> Mapping[str, tuple[bytes, int]]:
            return self._render_all(jobs, site, alone, folder, processes)

        return Renewal(
            replace(self.ledger, others=changed.others or {}),
            render=render,
            restored=changed.damaged - rendered,
            afterwards=[store.finish],
        )

    def _render_all(self, jobs: list[Job], site: Site, alone: Alone, folder: Folder, processes: int) -> _Made:
        noted = _Noted()
        try:
            Press(folder, site.context, self.report, noted).run(jobs, processes)
        except Exception as error:  # a slip in a template: the full build tells it with file and line
            if isinstance(error, OSError) and not isinstance(error, TemplateError):
                raise
            raise FullBuildNeeded(f"mẫu giao diện cần dựng cả trang: {error}") from error
        whole = Path(folder.path, "site")
        self._have_beside(noted.made, {name for name, *_ in alone.pages}, folder, Folder(str(whole)))
        for check in alone.checks:
            check(whole, self.report)
        if self.report.errors:
            raise FullBuildNeeded(f"mẫu giao diện cần dựng cả trang: {self.report.errors[0].message}")
        return noted.made

    def _have_beside(self, made: _Made, alone: set[str], folder: Folder, whole: Folder) -> None:
        """What checks look at: the pages that are no article's and no list's, and files that stay."""
        stay = (name for name in self.ledger.outputs.keys() - made.keys() if not name.startswith(_LARGE))
        for name in (*stay, *alone):
            source, target = folder.room_for(name) if name in made else self.request.output / name, whole.room_for(name)
            try:
                os.link(source, target)
            except FileNotFoundError:  # it is put back in this build
                continue
            except OSError:
                shutil.copyfile(source, target)


class _Noted:
    """Digest and size of each page (:class:`plugins.host.jobs.Recorder`)."""

    def __init__(self) -> None:
        self.made: _Made = {}

    def look(self, job: Job, data: bytes) -> tuple[bytes, int]:
        """Where a page was rendered."""
        article = job.values.get("article")
        if isinstance(article, KeptArticle):
            article.put_down()  # or the texts of all would be in memory
        return bytes_digest(data), len(data)

    def note(self, job: Job, found: tuple[bytes, int]) -> None:
        """In the process that all began in."""
        self.made[job.name] = found


class _Unknown:
    """Something of the context that only a full build composes: whoever touches it has one made."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _refuse(self, *_: Any) -> NoReturn:
        raise UnknownError(self._name)

    __getattr__ = __getitem__ = __call__ = __iter__ = __len__ = __bool__ = __str__ = __eq__ = __contains__ = _refuse
    __html__ = __lt__ = __gt__ = __add__ = __radd__ = _refuse
    __hash__ = None  # type: ignore[assignment]
