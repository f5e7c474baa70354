"""The stylesheet, the script of every page and that of the figures; icons as they are.

Each is joined from small files, minified, and named by its content.

Signals: ``article_generator_finalized`` (context ``assets``), ``get_generators`` (writes them). No settings.
"""

from plugins.assets.plugin import register

__all__ = ["register"]
