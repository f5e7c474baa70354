"""The visit counter: figures baked into pages here, counted live by ``python -m plugins.visit_counter serve``.

Signals: see ``plugin.py``, which is imported only by ``register``: the live service runs without Pelican.
Setting: ``VISIT_COUNTER``.
"""


def register() -> None:
    """Connect the signals of the build side."""
    from plugins.visit_counter.plugin import register as connect

    connect()


__all__ = ["register"]
