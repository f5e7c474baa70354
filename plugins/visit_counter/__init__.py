"""The visit figures, from the snapshot file that a build is given; the front page and ``/thong-ke/`` show them.

Signals: ``initialized`` (settings), ``article_generator_finalized`` (context ``visits``). Setting: ``VISIT_COUNTER``.
"""

from plugins.visit_counter.plugin import register

__all__ = ["register"]
