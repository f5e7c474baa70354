"""Where an article stands: section, order, embargo, event, notices, newer and older ones, front page and archives.

Signals: ``initialized`` (settings), ``article_generator_pretaxonomy`` (embargo, sections, order, addresses,
keywords, events), ``article_generator_finalized`` (neighbours, front page), ``page_generator_finalized`` (addresses of
pages), ``get_generators`` (archives by year and month). Setting: ``SECTIONS``.
"""

from plugins.sections.plugin import register

__all__ = ["register"]
