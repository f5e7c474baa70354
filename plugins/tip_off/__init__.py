"""The way to the police: emergency numbers, channels and facts from registries, the link in each article, the gate.

1. ``channels.py`` and ``facts.py`` read the registries; ``entries.py`` has the checks that both share: ages from the
   build's clock, holes that nobody filled in, what the agency has yet to confirm.
2. ``topics.py`` chooses the tile of an article; its address carries the topic and nothing else.
3. ``named_numbers.py`` puts emergency numbers for their names into notes, facts and topics.
4. ``telephones.py`` looks for numbers in articles and pages that the registry does not know.
5. ``gate/`` refuses a finished tip-off page that holds what it must not.

Signals: ``initialized`` (settings), ``article_generator_finalized`` (context and ``article.tip_link``),
``all_generators_finalized`` (telephones), ``get_generators`` (the service worker). Setting: ``TIP_OFF``. Without a
registry the national numbers stand.
"""


def register() -> None:
    """Connect the signals; the pure rooms are used without Pelican too, so it is imported only here."""
    from plugins.tip_off.plugin import register as connect

    connect()


__all__ = ["register"]
