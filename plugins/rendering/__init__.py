"""Renders the theme quickly: what many pages show is made once, and what is compiled is kept.

Hears ``generator_init``: all generators of a build get one environment. Settings: Pelican's ``JINJA_ENVIRONMENT``,
``JINJA_FILTERS`` and the like; compiled templates lie below ``CACHE_PATH``. Only ``plugin.py`` knows Pelican: whoever
renders a single page takes :class:`.environment.ThemeEnvironment`.
"""


def register() -> None:
    """Connect the signals. Imported only here, for other hosts than Pelican use the rest of the package."""
    from plugins.rendering import plugin

    plugin.register()
