"""An independent account of what the counter must show: every view is kept, every figure is counted anew from the list.

It knows the definitions and nothing of the service: people are names, days are dates of Asia/Ho_Chi_Minh from the time
zone database, half hours are differences of a stopwatch. What it does not know is what the service cannot promise:
what happens when the clock steps back over a midnight, or within the first minutes of a day in which it was restarted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
HALF_HOUR = timedelta(minutes=30)
FIVE_MINUTES = timedelta(minutes=5)
#: A clock that is set back by no more stands still meanwhile.
BREATH = timedelta(seconds=5)
Figures = dict[str, int | str | None]


def moment(second: int) -> datetime:
    """A Unix second as people in Vietnam read it."""
    return datetime.fromtimestamp(second, VIETNAM)


@dataclass(frozen=True)
class Ask:
    """A page view as the browser reports it, by somebody who is no robot and on the site itself."""

    person: str
    page: str
    hint: bool = False
    private: bool = False


@dataclass(frozen=True)
class View:
    """A page view that was reported: when by the clock and by the stopwatch, and what it was decided to be."""

    ask: Ask
    at: datetime
    watch: timedelta
    #: Whom the service can tell: nobody (None), a person, or "another phone behind the same address".
    known_as: str | None
    #: The same as somebody of yesterday, whose salt is still there.
    carried_over: bool
    is_visit: bool
    is_view: bool


class Oracle:
    """Keeps every view. ``imported`` is the total of an earlier counter."""

    def __init__(self, pages: set[str], aliases: dict[str, str], imported: int = 0) -> None:
        self._pages, self._aliases, self._imported = pages, aliases, imported
        self.views: list[View] = []
        self._measured: set[date] = set()
        self._now = moment(0)
        self._watch = timedelta(0)
        self._started = self._now

    def start(self, second: int) -> None:
        """The service starts, knowing what it knew, but without yesterday's salt."""
        self.clock(second)
        self._started = self._now

    def clock(self, second: int) -> None:
        """The running service reads the clock. A step back is no time that passes."""
        now = moment(second)
        if self._now - BREATH <= now < self._now:
            return
        self._watch += max(now - self._now, timedelta(0))
        self._now = now
        self._measured.add(now.date())

    def hit(self, ask: Ask) -> bool:
        """A view is reported; True when it changes a figure."""
        page = self._canonical(ask.page)
        if page not in self._pages:
            return False
        ask = Ask(ask.person, page, ask.hint, ask.private)
        view = self._nobody(ask) if ask.private else self._somebody(ask)
        self.views.append(view)
        return view.is_visit or view.is_view

    def _nobody(self, ask: Ask) -> View:
        return View(ask, self._now, self._watch, None, False, is_visit=ask.hint, is_view=True)

    def _somebody(self, ask: Ask) -> View:
        midnight = datetime.combine(self._now.date(), time(), VIETNAM)
        yesterday_is_known = self._started < midnight and self._now - midnight < FIVE_MINUTES
        lately = [
            view for view in self.views
            if view.ask.person == ask.person and not view.ask.private and self._watch - view.watch <= HALF_HOUR
        ]  # fmt: skip
        today = [view for view in lately if view.at.date() == self._now.date()]
        recognised = lately if yesterday_is_known else today
        is_another = bool(today) and ask.hint
        return View(
            ask, self._now, self._watch,
            known_as=f"{ask.person} {len(self.views)}" if is_another else ask.person,
            carried_over=yesterday_is_known,
            is_visit=not today or ask.hint,
            is_view=is_another or all(view.ask.page != ask.page for view in recognised),
        )  # fmt: skip

    def _canonical(self, page: str) -> str:
        while page in self._aliases:
            page = self._aliases[page]
        return page

    def figures(self) -> Figures:
        """The eight figures and their moment."""
        today = self._now.date()
        monday = today - timedelta(days=today.weekday())
        first = today.replace(day=1)
        last_month = (first - timedelta(days=1)).replace(day=1)
        return {
            "total": self._imported + sum(view.is_visit for view in self.views),
            "online": self._online(),
            "today": self._between(today, today),
            "yesterday": self._between(today - timedelta(days=1), today - timedelta(days=1)),
            "this_week": self._between(monday, today),
            "last_week": self._between(monday - timedelta(days=7), monday - timedelta(days=1)),
            "this_month": self._between(first, today),
            "last_month": self._between(last_month, first - timedelta(days=1)),
            "as_of": self._now.isoformat(),
        }

    def _between(self, first: date, last: date) -> int | None:
        """Visits of some days; None when none of them was measured."""
        if not any(first <= day <= last for day in self._measured):
            return None
        return sum(view.is_visit for view in self.views if first <= view.at.date() <= last)

    def _online(self) -> int:
        """Different people with a view in the last five minutes; somebody recognised after midnight is one, not two."""
        lately = [view for view in self.views if view.known_as and self._watch - view.watch <= FIVE_MINUTES]
        people = {(view.known_as, view.at.date()) for view in lately}
        carried_over = {(view.known_as, view.at.date()) for view in lately if view.carried_over}
        twice = [1 for name, day in carried_over if (name, day - timedelta(days=1)) in people]
        return len(people) - len(twice)

    def article_views(self) -> dict[str, int]:
        """Views of every page."""
        return {page: sum(view.is_view for view in self.views if view.ask.page == page) for page in self._pages}
