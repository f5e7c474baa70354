"""What builds are measured on: a copy of the project with generated articles, and the same articles for Hugo.

All is in a folder of its own: the benchmark changes articles and templates there, never the user's.
"""

import compileall
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tools import ROOT
from tools.bench_build_measure import Cost, measure
from tools.pelican_run import PUBLISH_SETTINGS

BENCHMARKS = ROOT / "tests" / "benchmarks"
COPIED = ("plugins", "theme", "tools", "tasks.py", "pelicanconf.py", "publishconf.py")
NOW = "2022-01-15 10:00"
"""The builds' clock: shortly after the newest generated article, and the same in every build."""
END_OF_HEAD = re.compile(" *</head>")
"""A blank more before it changes every page: the strictest page's gate lets it pass."""
_ARTICLE_OF_ITS_OWN = """\
---
title: "{title}"
date: 2022-01-14T{hour:02d}:00:00+07:00
category: "{section}"
tags: ["ma túy Ba Đồn", "giao thông Đăk Hà"]
author: "Trần Đức Mậu"
source: "Công an tỉnh"
slug: {slug}
summary: "Bài thêm vào khi trang đã dựng xong."
---

"""


def generate(articles: int, folder: Path) -> None:
    """Write so many synthetic articles into a folder: as md/, as yaml/, and the pictures they show."""
    script = BENCHMARKS / "generate.py"
    args = [sys.executable, str(script), str(articles), str(folder), "--corpus", str(ROOT / "tests" / "corpus")]
    subprocess.run(args, cwd=ROOT, check=True)
    shutil.copytree(folder / "images", folder / "yaml" / "images", dirs_exist_ok=True)


def environment() -> dict[str, str]:
    """This process's variables without those that change what a site is made of."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("SITE_", "PYTHON"))}


@dataclass(frozen=True)
class Site:
    """A copy of the project in ``folder``, with generated articles; builds go to ``output`` beside it."""

    folder: Path

    @property
    def project(self) -> Path:
        """The copied project."""
        return self.folder / "project"

    @property
    def content(self) -> Path:
        """Its articles."""
        return self.project / "content"

    @property
    def output(self) -> Path:
        """The built site."""
        return self.folder / "output"

    @cached_property
    def articles(self) -> list[Path]:
        """The generated articles, oldest first."""
        dated = [(_field(path, "date"), path) for path in self.content.glob("*/*.md") if path.name != "_index.md"]
        return [path for _, path in sorted(dated)]

    def make(self, articles: int) -> None:
        """Copy the project and write the articles."""
        for name in COPIED:
            source, to = ROOT / name, self.project / name
            if source.is_dir():
                shutil.copytree(source, to)
            else:
                shutil.copy2(source, to)
        compileall.compile_dir(self.project, quiet=1)  # what one first run would do for all others
        generate(articles, self.folder / "made")
        shutil.move(self.folder / "made" / "yaml", self.content)

    def build(self, name: str, *more: str) -> Cost:
        """Measure ``invoke build``."""
        words = ["build", "--output", str(self.output), "--settings", PUBLISH_SETTINGS, "--now", NOW, *more]
        args = [sys.executable, "-m", "invoke", *words]
        return measure(name, args, self.log(name), self.project, environment())

    def log(self, name: str) -> Path:
        """Where a measured command's output is."""
        return self.folder / f"{name.replace(' ', '-')}.log"

    def scale_pictures(self) -> Cost:
        """Build a few articles that show every picture, and leave nothing of that but the scaled pictures."""
        few, aside = self.folder / "few", self.folder / "few-cache"
        shutil.copytree(self.content, few, ignore=lambda _, names: [name for name in names if _is_article(name)])
        shown: set[str] = set()
        for path in self.articles:
            if pictures := set(re.findall(r"/images/[\w.-]+", path.read_text("utf-8"))) - shown:
                shown |= pictures
                shutil.copy2(path, few / path.relative_to(self.content))
        cost = self.build("pictures", "--content", str(few), "--cache", str(aside))
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(self.project / ".build", ignore_errors=True)
        (self.project / ".cache").mkdir()
        if (aside / "pictures").is_dir():
            shutil.move(aside / "pictures", self.project / ".cache" / "pictures")
        return cost

    def hugo_command(self) -> list[str] | None:
        """Hugo's command over the same files; None when it is not installed (requirements-bench.txt)."""
        binary = shutil.which("hugo", path=str(Path(sys.executable).parent)) or shutil.which("hugo")
        if binary is None:
            return None
        site = self.folder / "hugo"
        shutil.copytree(BENCHMARKS / "hugo", site)
        shutil.copytree(self.content / "images", site / "static" / "images", dirs_exist_ok=True)
        return [binary, "-s", str(site), "-c", str(self.content), "-d", str(self.folder / "output-hugo")]

    def hugo(self, command: list[str]) -> Cost:
        """Measure it, nothing cached."""
        variables = {**environment(), "HUGO_CACHEDIR": str(self.folder / "hugo-cache")}
        return measure("hugo", command, self.log("hugo"), self.folder, variables)

    def forget(self) -> None:
        """Leave nothing of earlier builds but the scaled pictures."""
        for path in (self.output, self.folder / "output-hugo", self.folder / "hugo-cache", self.project / ".build"):
            shutil.rmtree(path, ignore_errors=True)
        for path in (self.project / ".cache").iterdir():
            if path.is_dir() and path.name != "pictures":
                shutil.rmtree(path)

    def change_base_template(self) -> str:
        """Have it make other bytes of every page; gives what each page holds then, and none before."""
        template = self.project / "theme" / "templates" / "base.html"
        text = template.read_text("utf-8")
        found = END_OF_HEAD.search(text)
        if found is None:
            raise ValueError(f"{template} has no </head>")
        template.write_text(f"{text[: found.start()]} {text[found.start() :]}", "utf-8")
        return f" {found[0]}"

    def page(self, article: Path) -> str:
        """An article's address."""
        return f"/{_field(article, 'date')[:4]}/{_field(article, 'slug')}/"

    def edit(self, article: Path, sentence: str) -> None:
        """Give an article another sentence at its end, as an editor's program does: a new file takes its place."""
        write(article, f"{article.read_text('utf-8').rstrip()}\n\n{sentence}\n")

    def add(self, number: int) -> Path:
        """Write an article that is newer than all before; ``number`` is at most 23. Gives its file."""
        model = self.articles[-1 - number]
        body = model.read_text("utf-8").split("\n---\n", 1)[1].lstrip()
        slug, section = f"bai-them-{number}", _field(model, "category")
        head = _ARTICLE_OF_ITS_OWN.format(title=f"Bài thêm số {number}", hour=number, section=section, slug=slug)
        path = model.with_name(f"{slug}.md")
        write(path, head + body)
        return path

    def states(self) -> Mapping[str, tuple[int, int, int]]:
        """What tells that a file of the output was written again: each file's inode, size and time of change."""
        return dict(self._states())

    def _states(self) -> Iterator[tuple[str, tuple[int, int, int]]]:
        for folder, _, names in os.walk(self.output):
            for name in names:
                path = os.path.join(folder, name)
                state = os.stat(path)
                yield os.path.relpath(path, self.output), (state.st_ino, state.st_size, state.st_mtime_ns)

    def pages_with(self, words: str) -> int:
        """How many pages of the output hold these words."""
        wanted = words.encode()
        return sum(wanted in path.read_bytes() for path in self.output.rglob("*.html"))


def touched(before: Mapping[str, object], after: Mapping[str, object]) -> int:
    """How many files were added, written again or removed."""
    return sum(before.get(name) != after.get(name) for name in before.keys() | after.keys())


def write(path: Path, text: str) -> None:
    """Put a file in its place in one step."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def _is_article(name: str) -> bool:
    return name.endswith(".md") and name != "_index.md"


def _field(article: Path, name: str) -> str:
    found = re.search(rf'^{name}: "?(.*?)"?$', article.read_text("utf-8"), re.M)
    if found is None:
        raise ValueError(f"{article} has no {name}")
    return found[1]
