"""Shift three times leaves the tip-off page; writing Vietnamese, whatever the method and the tool, never does."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from plugins.common.places import TIP_OFF
from tests.browser.typing_keys import Hand, Method, send, strokes

IN_TIME = 5000
SHAPES = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
#: Every vowel with every tone.
VOWELS = [vowel + tone for vowel, tone in itertools.product(SHAPES, TONES)]
SENTENCES = [
    " ".join(VOWELS),
    " ".join(VOWELS).upper(),
    "".join(VOWELS[:24]).title() + "ĐĐđĐ",
    "Ở Đ Ă Â Ê Ô Ơ Ư Ỷ Ỹ Ẵ Ẫ Ễ Ỗ Ỡ Ữ I I I A B C",
    "Anh, chị thấy kẻ gian ở số 12 ngõ 5 Nguyễn Huệ: gọi 113?",
    "ĐẤU TRANH PHÒNG, CHỐNG MA TÚY!!! (Bộ Công an)",
    'Ông Nguyễn Văn Ấn nói: "Ở đâu cũng có!" - TP. HCM',
    "Vũ Đức Đạm, Lê Ý Ưng, Đỗ Ổn, Trần Ỷ Lan, Phạm Ơn",
    "WWW GOV VN: Ô TÔ 75A-123.45 CHẠY NGƯỢC CHIỀU ???",
    "!!! ??? ::: +++ ___ @@@ Ừ Ừ Ừ",
]
SWITCHES = [
    ["+Control", "+Shift", "-Shift", "-Control"],
    ["+Shift", "+Control", "-Shift", "-Control"],
    ["+Shift", "+Control", "-Control", "-Shift"],
    ["+Control", "+Shift", "-Control", "-Shift"],
    ["+Alt", "z", "-Alt"],
    ["+Alt", "+Shift", "-Shift", "-Alt"],
    ["+Shift", "+Alt", "-Alt", "-Shift"],
    ["+Meta", "Space", "-Meta"],
    ["+Shift", "F10", "-Shift"],
    ["+Shift", "Tab", "-Shift"],
    ["CapsLock"],
]


@pytest.fixture(scope="module")
def writer(browser: Browser, corpus_server: str) -> Iterator[Page]:
    """The tip-off page, its clock standing, its exit leading to an address that gives nothing."""
    context = browser.new_context()
    page = context.new_page()
    page.route(lambda url: not url.startswith(corpus_server), lambda route: route.fulfill(status=204))
    page.clock.install(time=0)
    page.goto(corpus_server + TIP_OFF)
    page.clock.pause_at(60)
    yield page
    context.close()


def open_page(page: Page, server: str) -> None:
    """Load the page anew: nothing has been pressed."""
    page.goto(server + TIP_OFF)


def is_left(page: Page) -> bool:
    """Whether the exit was taken: then the page is empty."""
    left: bool = page.evaluate("document.querySelector('main') === null")
    return left


def leave(page: Page) -> None:
    """Shift, three times."""
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("hand", ["each", "held", "tool"])
@pytest.mark.parametrize("method", ["telex", "vni"])
def test_writing_never_leaves(writer: Page, corpus_server: str, method: Method, hand: Hand) -> None:
    """No time passes while it is written: nobody is faster."""
    open_page(writer, corpus_server)
    for sentence in SENTENCES:
        for stroke in strokes(sentence, method, hand):
            send(writer.keyboard, stroke)
        assert not is_left(writer), sentence
    leave(writer)
    assert is_left(writer), "the page had listened all the time"


def test_switching_the_keyboard_never_leaves(writer: Page, corpus_server: str) -> None:
    open_page(writer, corpus_server)
    for switch in SWITCHES:
        for stroke in switch * 4:
            send(writer.keyboard, stroke)
        assert not is_left(writer), switch
    leave(writer)
    assert is_left(writer)


def raw(page: Page, **event: object) -> None:
    """Shift, as the browser gets it from an input method, or when it went down elsewhere and repeats here."""
    session = page.context.new_cdp_session(page)
    named = {"key": "Shift", "code": "ShiftLeft", "windowsVirtualKeyCode": 16, **event}
    for _ in range(3):
        session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "modifiers": 8, **named})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **named})
    session.detach()


def test_what_an_input_method_has_in_hand_never_leaves(writer: Page, corpus_server: str) -> None:
    open_page(writer, corpus_server)
    raw(writer, windowsVirtualKeyCode=229)
    assert not is_left(writer)
    raw(writer, autoRepeat=True)
    assert not is_left(writer)
    raw(writer)
    assert is_left(writer), "the same without these marks leaves"


def test_a_firm_hand_leaves_too(writer: Page, corpus_server: str) -> None:
    """A key that is held long repeats; it is one press all the same, and takes nothing back."""
    open_page(writer, corpus_server)
    for presses in range(3):
        assert not is_left(writer), presses
        for _ in range(1 + presses * 20):
            writer.keyboard.down("Shift")
        writer.keyboard.up("Shift")
    assert is_left(writer)


@pytest.mark.parametrize("lock", ["CapsLock", "NumLock", "ScrollLock"])
def test_a_lock_is_not_held(writer: Page, corpus_server: str, lock: str) -> None:
    """Some computers tell only that it was switched on."""
    open_page(writer, corpus_server)
    writer.keyboard.down(lock)
    leave(writer)
    result = is_left(writer)
    writer.keyboard.up(lock)
    assert result


Shifts = list[tuple[str, str, int]]
LEFT: Shifts = [("rawKeyDown", "ShiftLeft", 8), ("keyUp", "ShiftLeft", 0)]
BOTH: Shifts = [
    ("rawKeyDown", "ShiftLeft", 8),
    ("rawKeyDown", "ShiftRight", 8),
    ("keyUp", "ShiftLeft", 8),
    ("keyUp", "ShiftRight", 0),
]


def shifts(page: Page, events: Shifts) -> None:
    """Either Shift key, as the browser gets it: one that comes up while the other is down leaves the mark of Shift."""
    session = page.context.new_cdp_session(page)
    for kind, code, modifiers in events:
        named = {"key": "Shift", "code": code, "windowsVirtualKeyCode": 16}
        session.send("Input.dispatchKeyEvent", {"type": kind, "modifiers": modifiers, **named})
    session.detach()


@pytest.mark.parametrize("both", [BOTH, [*BOTH[:2], BOTH[2], *BOTH[1:]], [*BOTH[:2], BOTH[3]]])
def test_both_shift_keys_switch_keyboards_and_never_leave(writer: Page, corpus_server: str, both: Shifts) -> None:
    """Also when one is let go and pressed again, and when only one is told to come up."""
    open_page(writer, corpus_server)
    shifts(writer, [*LEFT, *LEFT])
    shifts(writer, both * 4)
    shifts(writer, [*LEFT, *LEFT])
    assert not is_left(writer)
    shifts(writer, LEFT)
    assert is_left(writer), "nothing is held any longer"


def test_a_click_or_another_window_in_between_begins_anew(writer: Page, corpus_server: str) -> None:
    for between in ("pointerdown", "blur", "visibilitychange"):
        open_page(writer, corpus_server)
        for _ in range(4):
            writer.keyboard.press("Shift")
            writer.keyboard.press("Shift")
            if between == "pointerdown":
                writer.mouse.click(5, 5)
            else:
                writer.evaluate(f"dispatchEvent(new Event('{between}'))")
        assert not is_left(writer), between
        leave(writer)
        assert is_left(writer)


Step = tuple[str, str | int]


def steps() -> st.SearchStrategy[list[Step]]:
    """Keys that go down and come up, and time that passes; Shift alone is frequent."""
    shift = st.just([("down", "Shift"), ("up", "Shift")])
    keys = st.sampled_from(["Shift", "Shift", "Control", "Alt", "CapsLock", "a", "1"])
    single = st.tuples(st.sampled_from(["down", "up"]), keys)
    time = st.tuples(st.just("wait"), st.sampled_from([1, 1200, 2499, 2501, 4998, 5001]))
    part = st.one_of(shift, shift, shift, time.map(lambda step: [step]), single.map(lambda step: [step]))
    return st.lists(part, max_size=14).map(lambda parts: list(itertools.chain.from_iterable(parts)))


def leaves(done: list[Step]) -> bool:
    """Whether there are three presses of Shift within 5 s, one after the other, with nothing else between or held.

    A key that is held counts for 5 s after it went down, unless it is Control or Alt; a lock is never held. A press is
    clean however long it is: while Shift is down, that it goes down again is the keyboard's repetition.
    """
    events: list[tuple[int, str, str]] = []
    clock = 0
    shift = False
    for kind, what in done:
        if isinstance(what, int):
            clock += what
        elif not (what == "Shift" and kind == "down" and shift):
            events.append((clock, kind, what))
        shift = kind == "down" if what == "Shift" else shift
    clean = [i for i in range(len(events) - 1) if is_clean(events, i)]
    return any(
        first + 2 in clean and first + 4 in clean and events[first + 5][0] - events[first + 1][0] < IN_TIME
        for first in clean
    )


def is_clean(events: list[tuple[int, str, str]], start: int) -> bool:
    """Whether a press of Shift alone begins here."""
    now = events[start][0]
    if [event[1:] for event in events[start : start + 2]] != [("down", "Shift"), ("up", "Shift")]:
        return False
    down: dict[str, int] = {}
    for time, kind, key in events[:start]:
        if kind == "down" and key != "CapsLock":
            down[key] = time
        else:
            down.pop(key, None)
    return not any(key in ("Shift", "Control", "Alt") or now - time < IN_TIME for key, time in down.items())


SHIFT: list[Step] = [("down", "Shift"), ("up", "Shift")]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps())
@example([*SHIFT, ("wait", 2499), *SHIFT, ("wait", 2500), *SHIFT])
@example([*SHIFT, ("wait", 2500), *SHIFT, ("wait", 2500), *SHIFT])
@example([*SHIFT, ("wait", 4998), *SHIFT, ("wait", 1200), *SHIFT, ("wait", 1200), *SHIFT])
@example([("down", "a"), *SHIFT, *SHIFT, *SHIFT])
@example([("down", "a"), ("wait", 5001), *SHIFT, *SHIFT, *SHIFT])
@example([("down", "Control"), ("wait", 5001), *SHIFT, *SHIFT, *SHIFT])
@example([("down", "Alt"), ("wait", 5001), *SHIFT, *SHIFT, *SHIFT])
@example([("down", "Shift"), *SHIFT, *SHIFT, *SHIFT])
@example([("down", "Shift"), *SHIFT, *SHIFT])
@example([*SHIFT, ("wait", 4998), ("down", "Shift"), ("wait", 1200), ("up", "Shift"), *SHIFT, *SHIFT])
@example([*SHIFT, *SHIFT, ("down", "Shift"), ("wait", 5001), ("down", "Shift"), ("up", "Shift"), *SHIFT])
@example([*SHIFT, *SHIFT, ("down", "Shift"), ("down", "a"), ("up", "a"), ("down", "Shift"), ("up", "Shift")])
@example([("down", "CapsLock"), *SHIFT, *SHIFT, *SHIFT])
@example([*SHIFT, *SHIFT, ("up", "CapsLock"), *SHIFT])
def test_only_three_clean_presses_in_time_leave(writer: Page, corpus_server: str, done: list[Step]) -> None:
    open_page(writer, corpus_server)
    for kind, what in done:
        if isinstance(what, int):
            writer.clock.run_for(what)
        elif kind == "down":
            writer.keyboard.down(what)
        else:
            writer.keyboard.up(what)
    result = is_left(writer)
    for key in ("Shift", "Control", "Alt", "CapsLock", "a", "1"):
        writer.keyboard.up(key)
    assert result == leaves(done)
