"""The service's waits give way to its end in whatever moment it comes."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from plugins.visit_counter.service.server import wait_at_most

#: Turns of the event loop that a cancelled task needs to end, and many more.
TURNS = 50


async def _turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def _ends(after: int) -> bool:
    """Whether a task that waits again and again ends when it is cancelled so many turns after the event was set."""
    event = asyncio.Event()

    async def again() -> None:
        while True:
            await wait_at_most(event, 60)
            event.clear()

    task = asyncio.ensure_future(again())
    await _turns(TURNS)
    event.set()
    await _turns(after)
    task.cancel()
    await _turns(TURNS)
    ended = task.done()
    task.cancel()
    await asyncio.wait({task})
    return ended


@pytest.mark.parametrize("after", range(6))
def test_an_end_that_comes_with_the_event_is_not_lost(after: int) -> None:
    with ThreadPoolExecutor(1) as outside:  # a thread that has no event loop yet
        assert outside.submit(lambda: asyncio.run(_ends(after))).result()


def test_a_wait_ends_by_itself() -> None:
    with ThreadPoolExecutor(1) as outside:
        outside.submit(lambda: asyncio.run(wait_at_most(asyncio.Event(), 0.01))).result()
