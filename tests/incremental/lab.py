"""A newsroom that is built again and again: incrementally where that will do, and compared with a clean build.

The settings and the theme are copies of the project's own, so that tests may edit them.
"""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.incremental.command import Order
from plugins.incremental.command import build as build_incrementally
from plugins.incremental.request import FullBuildNeeded
from tests.sites.newsroom import article, picture
from tests.support import NOW, ROOT
from tests.warm import Workshop
from tools.building import Wish, full_command

SECTIONS = {"an-ninh": "An ninh trật tự", "giao-thong": "An toàn giao thông", "thong-bao": "Thông báo"}
_TAGS = ("ma túy", "lừa đảo", "pháo nổ", "biên giới", "giao thông", "cháy nổ", "căn cước", "tín dụng đen")
_EVENTS = ("", "", "", "Cao điểm cuối năm", "Ngày hội toàn dân")
_WORDS = (
    "công an phường tuần tra bắt giữ đối tượng mua bán ma túy người dân cảnh giác lừa đảo qua mạng xã hội xử phạt xe "
    "quá tải trên quốc lộ chữa cháy kịp thời khu dân cư cấp căn cước lưu động cho người già đường dây cho vay lãi nặng"
)
#: The caches that tell nothing of a site: pictures made smaller, compiled templates.
_SHARED = ("pictures", "templates")
_SETTINGS = """import sys
sys.path.insert(0, {root!r})
from publishconf import *
THEME = {theme!r}
PLUGIN_PATHS = [{project!r}]
"""


def story(rnd: random.Random, number: int, date: str, *more: str) -> tuple[str, str]:
    """Header and body of an article made up by chance."""
    tags = ", ".join(rnd.sample(_TAGS, rnd.randint(0, 3)))
    event = rnd.choice(_EVENTS)
    lines = [
        f"title: Bài số {number} về {rnd.choice(_TAGS)}",
        f"date: {date}",
        f"slug: bai-{number}",
        f"tags: [{tags}]",
    ]
    lines += [f"event: {event}"] if event else []
    body = "\n\n".join(" ".join(rnd.choices(_WORDS.split(), k=40)).capitalize() + "." for _ in range(3))
    return "\n".join([*lines, *more]), body


def newsroom(folder: Path, count: int) -> None:
    """Write so many articles, three pictures of which one is shown, a notice, and the registries of the corpus site."""
    rnd = random.Random(count)
    for slug, title in SECTIONS.items():
        article(folder / slug, "_index", f"title: {title}")
    shutil.copytree(ROOT / "content" / "_data", folder / "_data", ignore=shutil.ignore_patterns("banners.yml"))
    article(folder / "pages", "gioi-thieu", "title: Giới thiệu\nslug: gioi-thieu")
    for number in range(3):
        picture(folder, f"anh-{number}.jpg")
    for number in range(count):
        date = f"20{rnd.randint(19, 26):02d}-{rnd.randint(1, 10):02d}-{rnd.randint(1, 28):02d} 08:{number % 60:02d}"
        header, body = story(rnd, number, date)
        if number % 6 == 0:
            body += "\n\n![Hiện trường vụ việc](/images/anh-0.jpg)"
        article(folder / ("an-ninh", "giao-thong")[number % 2], f"bai-{number}", header, body)
    article(folder / "thong-bao", "lich", "title: Lịch tiếp dân\ndate: 2026-10-01\nkind: thông báo")


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@dataclass(frozen=True)
class Done:
    """How a site was built: why not incrementally (empty when it was so), exit code, what was printed."""

    reason: str
    code: int = 0
    printed: str = ""

    @property
    def is_quick(self) -> bool:
        """Whether Pelican was not needed."""
        return not self.reason


class Lab:
    """One newsroom below ``folder``, with its project, caches and outputs."""

    def __init__(self, folder: Path, workshop: Workshop, shared: Path) -> None:
        self.content, self.output, self.project = folder / "content", folder / "trang", folder / "project"
        self.cache, self.settings = folder / "cache", folder / "project" / "settings.py"
        self._folder, self._workshop, self._shared = folder, workshop, shared
        theme = self.project / "theme"
        shutil.copytree(ROOT / "theme", theme)
        (self.project / "plugins").mkdir()
        told = _SETTINGS.format(root=str(ROOT), theme=str(theme), project=str(self.project))
        self.settings.write_text(told, "utf-8")

    @property
    def side_file(self) -> Path:
        """The list of countable addresses."""
        return self._folder / "countable.json"

    def wish(self, now: str = NOW) -> Wish:
        """What the command line would ask for."""
        self._share(self.cache)
        return Wish(content=self.content, output=self.output, settings=self.settings, cache=self.cache, now=now)

    def order(self, now: str = NOW) -> Order:
        """The same for an incremental build."""
        return replace(self.wish(now).order, project=self.project, side_file=self.side_file, quiet=True)

    def build(self, now: str = NOW) -> Done:
        """Build as ``invoke build`` does."""
        try:
            build_incrementally(self.order(now))
        except FullBuildNeeded as reason:
            done = self._pelican(self.wish(now), self.side_file)
            return Done(str(reason), *done)
        return Done("")

    def made(self) -> dict[str, bytes]:
        """The site as it stands, with the counter's list."""
        return {**files(self.output), "countable.json": self.side_file.read_bytes()}

    def clean(self, now: str = NOW) -> dict[str, bytes]:
        """The site as a clean build makes it, with the counter's list."""
        fresh = self._folder / "fresh"
        self._share(fresh / "cache")
        wish = replace(self.wish(now), output=fresh / "trang", cache=fresh / "cache")
        code, printed = self._pelican(wish, fresh / "countable.json")
        assert code == 0, printed
        found = {**files(fresh / "trang"), "countable.json": (fresh / "countable.json").read_bytes()}
        shutil.rmtree(fresh)
        return found

    def check(self, now: str = NOW, when: str = "") -> None:
        """The site is what a clean build makes."""
        made, clean = self.made(), self.clean(now)
        assert sorted(made) == sorted(clean), when
        assert not [name for name in made if made[name] != clean[name]], when

    def _pelican(self, wish: Wish, side_file: Path) -> tuple[int, str]:
        done = self._workshop.run(full_command(wish), {**os.environ, "SITE_MANIFEST": str(side_file)})
        return done.returncode, done.stdout + done.stderr

    def _share(self, cache: Path) -> None:
        cache.mkdir(parents=True, exist_ok=True)
        for name in _SHARED:
            (self._shared / name).mkdir(exist_ok=True)
            if not (cache / name).exists():
                (cache / name).symlink_to(self._shared / name)
