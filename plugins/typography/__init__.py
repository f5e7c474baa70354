"""Vietnamese text set well: slips of the keyboard put right, quotes curled, lines broken between words.

A step of the reader: a preprocessor on the Markdown source (:mod:`.source`) and a postprocessor on the HTML
(:mod:`.finish`, typogrify's smartypants and widont). Signals: ``initialized`` (adds the step),
``content_object_init`` (``title_html``, ``is_caps``). Templates have the filter ``headline``. Setting: ``TYPOGRAPHY``.
"""


def register() -> None:
    """Connect the signals; the pure rooms are used without Pelican too, so it is imported only here."""
    from plugins.typography.plugin import register as connect

    connect()


__all__ = ["register"]
