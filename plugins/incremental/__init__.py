"""Incremental builds: what changed is read, what shows it is rendered, all else stays.

Hears ``initialized`` and ``all_generators_finalized``; a full build that ``invoke build`` began leaves a ledger in the
store, and the next one goes on from there without Pelican (``quick.py``). Settings: ``INCREMENTAL``, set by the task;
``CACHE_MAX_MB``.

This package composes a site as Pelican does, so it may use the pure rooms of the other plugins.
"""


def register() -> None:
    """Connect the signals. Imported only here: an incremental build does without Pelican."""
    from plugins.incremental import plugin

    plugin.register()
