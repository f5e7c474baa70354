"""One stylesheet and one script, joined from small files, minified, named by their content; icons as they are.

Signals: ``article_generator_finalized`` (context ``assets``), ``get_generators`` (writes them). No settings.
"""

from plugins.assets.plugin import register

__all__ = ["register"]
