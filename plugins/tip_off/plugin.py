"""Puts numbers, channels, facts and topics into the context and the tile's words on each article; checks telephones."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator

from plugins.common import places
from plugins.common.content import every_article, published
from plugins.common.enrich import enrich, examine
from plugins.common.final_checks import add_check
from plugins.common.problems import Report, report_of
from plugins.common.settings import read_settings
from plugins.tip_off.channels import OTHER_DOORS, TIP_OFF_DOOR, Channel, read_channels
from plugins.tip_off.entries import Rules
from plugins.tip_off.facts import read_facts
from plugins.tip_off.gate import Expected, check_folder
from plugins.tip_off.inspection import expected_of
from plugins.tip_off.own_pages import check_own_pages
from plugins.tip_off.policy import page_policy
from plugins.tip_off.script import exit_script
from plugins.tip_off.settings import TipOffSettings, check_settings
from plugins.tip_off.telephones import check_telephones, known_numbers
from plugins.tip_off.topics import give_tip_link, read_topics, tip_link
from plugins.tip_off.worker import WorkerGenerator


def _check_settings(pelican: Pelican) -> None:
    options = read_settings(TipOffSettings, pelican.settings, "TIP_OFF")
    portal = pelican.settings.get("PORTAL")
    site = str(portal.get("url", "")) if isinstance(portal, dict) else ""
    check_settings(options, site, report_of(pelican.settings))


def _fill(generator: ArticlesGenerator) -> None:
    options = read_settings(TipOffSettings, generator.settings, "TIP_OFF")
    rules = Rules.of_build(generator.settings, options)
    contacts = read_channels(Path(generator.path, options.registry), rules, options.topics)
    facts = read_facts(Path(generator.path, options.facts), rules, contacts.names)
    words = contacts.names.fill_topics(options.topics, rules.report)
    topics = read_topics(words, contacts.doors[TIP_OFF_DOOR])
    script = exit_script()
    generator.context.update(
        emergency=contacts.numbers,
        channels=contacts.doors[TIP_OFF_DOOR],
        doors={door: contacts.doors[door] for door in OTHER_DOORS},
        channel_links=contacts.links,
        facts=facts.groups,
        topics=topics,
        checked=min([*contacts.verified, *facts.verified], key=lambda day: day.value, default=None),
        tip_off_english_href=places.TIP_OFF_ENGLISH,
        tip_link=tip_link("", topics, places.TIP_OFF),
        exit_href=options.exit_url,
        exit_script=script,
        tip_csp=page_policy(script.hash),
        worker_href=places.WORKER if options.offline else "",
    )
    enrich(generator.settings, every_article(generator), partial(give_tip_link, topics=topics))


def _check_telephones(generators: list[Any]) -> None:
    """Pages are read after articles: only now is everything there."""
    context = generators[0].context
    known = known_numbers(context["emergency"], _every_channel(context), context["PORTAL"].telephone)
    examine(generators[0].settings, published(context), partial(check_telephones, known=known))


def _check_own_pages(generators: list[Any]) -> None:
    context, report = generators[0].context, report_of(generators[0].settings)
    check_own_pages(context["channel_links"], context["addresses"], context["PORTAL"].url, report)


def _every_channel(context: dict[str, Any]) -> list[Channel]:
    return [*context["channels"], *(channel for door in context["doors"].values() for channel in door)]


def _watch(generators: list[Any]) -> None:
    """Have the gate read the finished tip-off pages, whatever themes and other plugins do until then."""
    settings, context = generators[0].settings, generators[0].context
    expected = expected_of(settings, context["PORTAL"], context["emergency"], _every_channel(context))
    add_check(settings, partial(_check_folder, expected=expected))


def _check_folder(folder: Path, report: Report, *, expected: Expected) -> None:
    check_folder(folder, expected, report)


def _get_generators(pelican: Pelican) -> type[WorkerGenerator]:
    return WorkerGenerator


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_check_settings)
    signals.article_generator_finalized.connect(_fill)
    signals.all_generators_finalized.connect(_check_telephones)
    signals.all_generators_finalized.connect(_check_own_pages)
    signals.all_generators_finalized.connect(_watch)
    signals.get_generators.connect(_get_generators)
