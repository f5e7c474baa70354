"""The rail "Tin liên quan": the editor's picks, then what tells of the same matter, then the same section.

Signals: see ``plugin.py``, which is imported only by ``register``: the command line
(``python -m plugins.related_news``) runs without Pelican. Setting: ``RELATED_NEWS``.
"""

import os

# Of NumPy only what needs no linear algebra is used here; the threads that wait for some would burn a core meanwhile.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def register() -> None:
    """Connect the signals."""
    from plugins.related_news.plugin import register as connect

    connect()


__all__ = ["register"]
