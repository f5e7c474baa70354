"""The two ends of a body's way through Markdown, as an extension."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from plugins.typography.finish import finish_html
from plugins.typography.source import tidy_lines


class _Tidy(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return tidy_lines(lines)


class _Finish(Postprocessor):
    def run(self, text: str) -> str:
        return finish_html(text)


class TypographyStep(Extension):
    """Tidies before anything else reads the source; finishes after everything else wrote the HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register both processors."""
        md.preprocessors.register(_Tidy(md), "typography_tidy", 40)
        md.postprocessors.register(_Finish(md), "typography_finish", 0)
