"""A media library of names, and bodies converted with the article body's step."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown import Markdown

from plugins.article_body.steps import ArticleBodyStep
from plugins.common.body import Body
from plugins.common.media import MediaError, Picture, Source
from plugins.common.problems import Report
from plugins.common.vietnamese import slugify

EXTENSIONS = ["tables", "footnotes", "attr_list", "sane_lists", "md_in_html", "toc"]
ABBREVIATIONS = {"ANTQ": "An ninh Tổ quốc", "UBND": "Ủy ban nhân dân", "KH": "Kế hoạch"}


@dataclass
class Shelf:
    """Pictures and files by name."""

    names: set[str] = field(default_factory=lambda: {"images/a.jpg", "images/b.png"})

    def picture(self, address: str, source_file: str) -> Picture:
        name = self.file(address, source_file)
        stem = name.rsplit(".", 1)[0]
        sources = (Source("image/avif", f"/{stem}-480.avif 480w"),)
        return Picture(f"/{stem}-800.jpg", 800, 600, "", sources, name)

    def file(self, address: str, source_file: str) -> str:
        name = address.lstrip("/")
        if name not in self.names:
            raise MediaError("không tìm thấy", "kiểm tra tên", not address.startswith("/khac/"))
        return name


@dataclass
class Converted:
    """HTML and the body as the steps left it."""

    html: str
    body: Body

    @property
    def told(self) -> list[tuple[int, str, str, str]]:
        """Problems: severity, line, message, value."""
        return [(p.line, p.severity, p.message, p.value) for p in sorted(self.body.report.problems)]


def convert(text: str, *names: str, abbreviations: dict[str, str] | None = None) -> Converted:
    """Convert a body that begins on line 5; ``names`` are on the shelf beside a.jpg and b.png."""
    shelf = Shelf()
    shelf.names |= set(names)
    registry = ABBREVIATIONS if abbreviations is None else abbreviations
    toc = {"slugify": lambda value, separator: slugify(value)}
    md = Markdown(
        extensions=[*EXTENSIONS, ArticleBodyStep(registry, "S")],
        extension_configs={"toc": toc},
        output_format="html",
    )
    body = Body("bai.md", 5, text, Report(), shelf)
    md.body = body  # type: ignore[attr-defined]
    return Converted(md.convert(text), body)


def picture(name: str, alt: str, lazy: bool = False) -> str:
    """The ``<picture>`` of a name on the shelf, attributes in alphabetical order."""
    loading = ('decoding="async" ', 'loading="lazy" ') if lazy else ('fetchpriority="high" ', "")
    return (
        f'<picture><source sizes="S" srcset="/images/{name}-480.avif 480w" type="image/avif">'
        f'<img alt="{alt}" {loading[0]}height="600" {loading[1]}src="/images/{name}-800.jpg" width="800"></picture>'
    )
