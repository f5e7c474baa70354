"""Visitors, their day and who of them is online, against a plain list of sightings."""

import random

from plugins.visit_counter.service.days import day_of, parse_day, start_of
from plugins.visit_counter.service.model import Seen
from plugins.visit_counter.service.visitors import Visitors

MORNING = start_of(parse_day("2026-11-22")) + 9 * 3600
MIDNIGHT = start_of(parse_day("2026-11-23"))
AGENT = b"Mozilla/5.0"


def salt_of(day: int) -> bytes:
    return day.to_bytes(16)


def look(visitors: Visitors, who: int, page: int = 1) -> tuple[bool, bool]:
    """A view by a visitor; gives whether visitor and view were known."""
    network = who.to_bytes(4)
    visitor, blend = visitors.today.keys(network, AGENT)
    age = visitors.see(visitor)
    reload = visitors.see_view(blend ^ page, page, network, AGENT)
    visitors.enter(age, network, AGENT)
    return age >= 0, reload


def test_a_visitor_is_known_for_half_an_hour_after_any_page() -> None:
    visitors = Visitors(MORNING, salt_of)
    assert look(visitors, 1) == (False, False)
    visitors.advance(MORNING + 1800)
    assert look(visitors, 1, page=2) == (True, False)
    visitors.advance(MORNING + 3600)
    assert look(visitors, 1) == (True, False)
    visitors.advance(MORNING + 3600 + 1801)
    assert look(visitors, 1) == (False, False)


def test_another_agent_or_network_is_another_visitor() -> None:
    visitors = Visitors(MORNING, salt_of)
    look(visitors, 1)
    assert not look(visitors, 2)[0]
    assert visitors.see(visitors.today.keys((1).to_bytes(4), b"another")[0]) == -1


def test_who_is_not_admitted_was_never_seen() -> None:
    visitors = Visitors(MORNING, salt_of)
    visitor, _ = visitors.today.keys((1).to_bytes(4), AGENT)
    assert visitors.see(visitor) == -1
    visitors.unsee(visitor)
    assert visitors.see(visitor) == -1


def test_online_is_who_viewed_in_the_last_300_seconds() -> None:
    generator, visitors, views = random.Random(7), Visitors(MORNING, salt_of), dict[int, int]()
    now = MORNING
    for _ in range(3000):
        now += generator.choice((0, 0, 1, 2, 29, 150, 301))
        visitors.advance(now)
        who = generator.randrange(40)
        look(visitors, who)
        views[who] = now
        assert visitors.online == sum(now - second <= 300 for second in views.values())


def test_at_midnight_a_visitor_is_new_but_online_once_and_a_reload_is_still_a_reload() -> None:
    visitors = Visitors(MIDNIGHT - 60, salt_of)
    look(visitors, 1)
    visitors.advance(MIDNIGHT + 60)
    assert look(visitors, 1) == (False, True)
    assert visitors.online == 1
    assert visitors.today.day == day_of(MIDNIGHT)


def test_yesterdays_salt_lives_five_minutes() -> None:
    visitors = Visitors(MIDNIGHT - 60, salt_of)
    look(visitors, 1)
    visitors.advance(MIDNIGHT)
    assert visitors.former_day == day_of(MIDNIGHT) - 1
    visitors.advance(MIDNIGHT + 300)
    assert visitors.former_day is None
    assert look(visitors, 1) == (False, False)


def test_a_clock_set_back_by_hours_changes_nobody() -> None:
    visitors = Visitors(MORNING, salt_of)
    look(visitors, 1)
    visitors.advance(MORNING + 200)
    look(visitors, 2)
    assert visitors.advance(MORNING - 7200) == 7400
    assert visitors.online == 2
    assert look(visitors, 1) == (True, True)
    visitors.advance(MORNING - 7200 + 101)
    assert visitors.online == 2


def test_a_clock_set_back_across_midnight_finds_the_day_it_knew() -> None:
    visitors = Visitors(MIDNIGHT - 30, salt_of)
    look(visitors, 1)
    visitors.advance(MIDNIGHT + 30)
    look(visitors, 2)
    visitors.advance(MIDNIGHT - 20)
    assert visitors.today.day == day_of(MIDNIGHT) - 1
    assert look(visitors, 1)[0] is True
    assert visitors.online == 2


def test_a_clock_that_leaps_forgets_everybody() -> None:
    visitors = Visitors(MORNING, salt_of)
    look(visitors, 1)
    visitors.advance(MORNING + 86_400 * 365)
    assert visitors.online == 0
    assert look(visitors, 1) == (False, False)


def test_a_restart_knows_who_was_there() -> None:
    before = Visitors(MORNING, salt_of)
    kept = []
    for who, second in ((1, MORNING), (2, MORNING + 100), (1, MORNING + 900)):
        before.advance(second)
        visitor, blend = before.today.keys(who.to_bytes(4), AGENT)
        view = blend ^ 1
        kept.append(Seen(before.today.day, second, visitor.to_bytes(8, "little") + view.to_bytes(8, "little")))
    after = Visitors(MORNING + 1000, salt_of)
    after.recall(kept)
    assert after.online == 1
    assert look(after, 1) == (True, True)
    assert look(after, 2) == (True, True)
    assert after.online == 2


def test_a_restart_after_midnight_still_counts_who_is_online() -> None:
    visitors = Visitors(MIDNIGHT + 100, salt_of)
    rows = [(1, MIDNIGHT - 150), (1, MIDNIGHT - 100), (2, MIDNIGHT - 250)]
    visitors.recall([Seen(day_of(second), second, who.to_bytes(8, "little") * 2) for who, second in rows])
    assert visitors.online == 1


def test_what_is_older_than_half_an_hour_is_not_recalled() -> None:
    visitors = Visitors(MORNING, salt_of)
    visitors.recall([Seen(day_of(MORNING), MORNING - 1801, bytes(15) + b"\1")])
    assert visitors.today.visitors.live(MORNING) == 0
