"""Puts the library in place, reads attachments, and writes the files that published content uses."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.contents import Content
from pelican.generators import ArticlesGenerator, Generator

from plugins.common.body import MEDIA_KEY, NEUTRAL_MEDIA_KEY
from plugins.common.content import every_article, published
from plugins.common.enrich import enrich
from plugins.common.problems import report_of
from plugins.common.progress import Progress
from plugins.common.settings import read_settings
from plugins.common.wanted import PHOTO_STEM, withdrawn_of
from plugins.media.attachments import attach
from plugins.media.cache import forget, in_use
from plugins.media.encode import cached_file, fill_cache
from plugins.media.library import Library, NamedLibrary, Plan
from plugins.media.settings import MediaSettings, checked


def _install(pelican: Pelican) -> None:
    options = read_settings(MediaSettings, pelican.settings, "MEDIA")
    options = checked(options, report_of(pelican.settings))
    library = Library(Path(pelican.settings["PATH"]).absolute(), options)
    pelican.settings[MEDIA_KEY] = library
    pelican.settings[NEUTRAL_MEDIA_KEY] = NamedLibrary(library, PHOTO_STEM)


def _read_attachments(generator: ArticlesGenerator) -> None:
    enrich(generator.settings, every_article(generator), partial(attach, library=generator.settings[MEDIA_KEY]))


class MediaGenerator(Generator):  # type: ignore[misc]
    """Writes the pictures and files of everything that is published, and of nothing else."""

    def generate_output(self, writer: Any) -> None:
        """Fill the cache, then copy from it; files that keep their names are copied from the content folder."""
        library: Library = self.settings[MEDIA_KEY]
        content = list(self._published())
        used = {picture.src for item in content for picture in getattr(item, "pictures", ())}
        used |= {banner.picture.src for banner in self.context.get("banners", ())}
        known = library.by_address()
        self._write_pictures([known[address] for address in sorted(used)], library)
        files = {path for item in content for path in getattr(item, "files", ())}
        files |= {attachment.source for item in content for attachment in getattr(item, "attachments", ())}
        for path in sorted(files):
            self._copy(library.root / path, path)

    def _write_pictures(self, plans: list[Plan], library: Library) -> None:
        cache = Path(self.settings["CACHE_PATH"], "pictures")
        with in_use(cache):
            broken = fill_cache(plans, cache, library.settings, Progress("Thu nhỏ ảnh"))
            for plan in plans:
                if plan in broken:
                    self._tell_broken(plan)
                    continue
                for variant in plan.variants:
                    self._copy(cached_file(variant, cache), variant.name)
        withdrawn = [picture for left in withdrawn_of(self.settings) for picture in left.pictures]
        forget(cache, [variant.name for plan in plans for variant in plan.variants], withdrawn)

    def _tell_broken(self, plan: Plan) -> None:
        remedy = "lưu lại ảnh ở dạng JPG hoặc PNG"
        report_of(self.settings).error(str(plan.original), 0, "không mở được ảnh", "", remedy)

    def _published(self) -> Iterator[Content]:
        yield from published(self.context)
        if self.settings["DRAFT_SAVE_AS"]:
            yield from self.context.get("drafts", ())
            yield from self.context.get("draft_pages", ())

    def _copy(self, source: Path, name: str) -> None:
        target = Path(self.output_path, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _get_generators(pelican: Pelican) -> type[MediaGenerator]:
    return MediaGenerator


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_install)
    signals.article_generator_finalized.connect(_read_attachments)
    signals.get_generators.connect(_get_generators)
