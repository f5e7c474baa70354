"""What the keyboard sends when somebody writes Vietnamese: an encoder of its own for Telex and VNI, and input methods.

A stroke is a word: ``+Shift`` a key that goes down, ``-Shift`` one that comes up, ``a`` a key that is struck.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

from playwright.sync_api import Keyboard

Method = Literal["telex", "vni"]
Hand = Literal["each", "held", "tool"]
"""How capitals are made: Shift for each letter, Shift held over all, or a tool that lets go of Shift for its work."""

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _HORN, _BREVE = "\u0302", "\u031b", "\u0306"
_TONES: dict[Method, dict[str, str]] = {
    "telex": {_ACUTE: "s", _GRAVE: "f", _HOOK: "r", _TILDE: "x", _DOT: "j"},
    "vni": {_ACUTE: "1", _GRAVE: "2", _HOOK: "3", _TILDE: "4", _DOT: "5"},
}
_SHAPES: dict[Method, dict[str, str]] = {
    "telex": {_CIRCUMFLEX: "", _HORN: "w", _BREVE: "w"},  # the circumflex is the letter once more
    "vni": {_CIRCUMFLEX: "6", _HORN: "7", _BREVE: "8"},
}
_CROSSED: dict[Method, dict[str, str]] = {"telex": {"đ": "dd", "Đ": "DD"}, "vni": {"đ": "d9", "Đ": "D9"}}
#: What needs Shift on the keyboard that Vietnam uses, and the key that it stands on.
_ABOVE = dict(zip('!@#$%^&*()_+{}|:"<>?', "1234567890-=[]\\;',./", strict=True))


def keys_of(word: str, method: Method) -> str:
    """The keys for a word, shapes at once and the tone behind its letters; a capital where Shift is needed for one."""
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFC", word):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        if not letter.isalpha():
            keys, tone = keys + tone, ""
        keys += _CROSSED[method].get(letter, base)
        for mark in marks:
            shape, key = _SHAPES[method].get(mark), _TONES[method].get(mark, "")
            tone = (key.upper() if letter.isupper() and word.isupper() else key) or tone
            keys += "" if shape is None else (shape or base)
    return keys + tone


def strokes(sentence: str, method: Method, hand: Hand) -> Iterator[str]:
    """The strokes for a sentence."""
    words = sentence.split(" ")
    down = False
    for number, word in enumerate(words):
        for key in ("" if number == 0 else " ") + keys_of(word, method):
            needs = key.isupper() or key in _ABOVE
            if needs and not down:
                yield "+Shift"
            if down and not needs:
                yield "-Shift"
            down = needs
            yield _ABOVE.get(key, key.lower())
            if hand == "tool" and key.lower() in "aeowsfrxj123456789":
                yield from _tool(down)
            if hand != "held" and down:
                yield "-Shift"
                down = False
    if down:
        yield "-Shift"


def _tool(down: bool) -> Iterator[str]:
    """UniKey and its like take letters back and write others; some let go of Shift meanwhile and press it again."""
    if down:
        yield "-Shift"
    yield from ("Backspace", "Backspace", "a", "o")
    if down:
        yield "+Shift"


def send(keyboard: Keyboard, stroke: str) -> None:
    """Send one stroke as a real key."""
    if len(stroke) > 1 and stroke[0] == "+":
        keyboard.down(stroke[1:])
    elif len(stroke) > 1 and stroke[0] == "-":
        keyboard.up(stroke[1:])
    else:
        keyboard.press("Space" if stroke == " " else stroke)
