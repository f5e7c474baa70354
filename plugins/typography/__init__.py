"""Vietnamese text set well: slips of the keyboard put right, quotes curled, lines broken between words.

A step of the reader: a preprocessor on the Markdown source (:mod:`.source`) and a postprocessor on the HTML
(:mod:`.finish`, typogrify's smartypants and widont). Signals: ``initialized`` (adds the step),
``content_object_init`` (``title_html``, ``is_caps``). Templates have the filter ``headline``. Setting: ``TYPOGRAPHY``.
"""

from plugins.typography.plugin import register

__all__ = ["register"]
