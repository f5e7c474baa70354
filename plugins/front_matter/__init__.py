"""Reads the editors' Markdown: a YAML header with known keys, Vietnamese or English, and a body.

Wanted notices (``kind: truy-na``) are read here too: what a lifted one held goes no further than this plugin.

Signals: ``initialized`` (settings), ``readers_init`` (puts the reader in place), ``all_generators_finalized`` (what
still names a person that is no longer wanted). Setting: ``FRONT_MATTER``.
"""


def register() -> None:
    """Connect the signals; the pure rooms are used without Pelican too, so it is imported only here."""
    from plugins.front_matter.plugin import register as connect

    connect()


__all__ = ["register"]
