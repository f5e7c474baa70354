"""The way to the police: emergency numbers, channels from the contact registry, the link in each article.

Signals: ``initialized`` (settings), ``article_generator_finalized`` (context and ``article.tip_link``).
Setting: ``TIP_OFF``. Without a registry the national numbers stand.
"""

from plugins.tip_off.plugin import register

__all__ = ["register"]
