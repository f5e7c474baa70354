"""YAML with lines; scalars stay the text that was written."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.yaml_lines import Node, YamlError, read_yaml
from tests.common.properties import PROPERTY


@pytest.mark.parametrize(
    "written",
    ["01", "1e3", "yes", "no", "on", "true", "2021-08", "2021-08-01", "12/02/2020", "0x1f", "1_000", "1.50", ".5",
     "12:30:45", "+84", "=", "<<", ".inf"],
)  # fmt: skip
def test_nothing_is_guessed(written: str) -> None:
    assert read_yaml(f"a: {written}").plain() == {"a": written}
    assert read_yaml(f"- {written}").plain() == [written]


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "# ghi chú"])
def test_nothing_is_none(written: str) -> None:
    assert read_yaml(f"a: {written}\nb: x").plain() == {"a": None, "b": "x"}


@pytest.mark.parametrize(("written", "text"), [("'null'", "null"), ('""', ""), ("''", ""), ("'~'", "~")])
def test_in_quotes_it_is_text(written: str, text: str) -> None:
    assert read_yaml(f"a: {written}").plain() == {"a": text}


def test_an_empty_document() -> None:
    assert read_yaml("", 7) == Node(None, 7)
    assert read_yaml("# chỉ có ghi chú\n", 2) == Node(None, 2)
    assert list(read_yaml("").items()) == []


def test_lines_of_keys_and_entries() -> None:
    text = "a: 1\n\n# ghi chú\nb:\n  - x\n  - y: z\n    w: v\nc: >-\n  dài\n  nữa\nd:\n  e: f\n"
    root = read_yaml(text, 2)
    assert isinstance(root.value, dict)
    assert {key: node.line for key, node in root.value.items()} == {"a": 2, "b": 5, "c": 9, "d": 12}
    entries = list(root.value["b"].items())
    assert [entry.line for entry in entries] == [6, 7]
    assert isinstance(entries[1].value, dict)
    assert {key: node.line for key, node in entries[1].value.items()} == {"y": 7, "w": 8}
    assert root.plain() == {"a": "1", "b": ["x", {"y": "z", "w": "v"}], "c": "dài nữa", "d": {"e": "f"}}


def test_a_value_below_its_key_is_on_the_line_of_the_key() -> None:
    root = read_yaml("a:\n  b")
    assert isinstance(root.value, dict)
    assert root.value["a"] == Node("b", 1)


def test_a_single_value_is_a_list_of_one() -> None:
    assert [node.plain() for node in read_yaml("x").items()] == ["x"]


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [
        ("a: 1\nb: 2\na: 3", 4, "a"),
        ("a: 1\na: 2\na: 3", 3, "a"),
        ("a:\n  b: 1\n  b: 2", 4, "b"),
    ],
)
def test_duplicate_keys(text: str, line: int, shown: str) -> None:
    with pytest.raises(YamlError, match="một mục được viết hai lần") as caught:
        read_yaml(text, 2)
    assert (caught.value.line, caught.value.text) == (line, shown)


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [
        ("a: b: c", 2, "a: b: c"),
        ("a: 1\nb: c: d\ne: 1", 3, "b: c: d"),
        ("a: [x, y\nb: 1", 3, "b: 1"),
        ("a: *b", 2, "a: *b"),
        ("a: @b\n", 2, "a: @b"),
    ],
)
def test_broken_yaml_names_its_line(text: str, line: int, shown: str) -> None:
    with pytest.raises(YamlError, match="không đọc được dòng này") as caught:
        read_yaml(text, 2)
    assert (caught.value.line, caught.value.text) == (line, shown)
    assert "'...'" in caught.value.remedy


def test_a_tab_is_told_as_one() -> None:
    with pytest.raises(YamlError, match="không đọc được dòng này") as caught:
        read_yaml("a: 1\n\tb: 2", 2)
    assert (caught.value.line, caught.value.text) == (3, "b: 2")
    assert caught.value.remedy == "thay phím Tab bằng dấu cách"


def test_a_quote_that_is_not_closed_names_the_line_it_opens_on() -> None:
    with pytest.raises(YamlError) as caught:
        read_yaml("a: 1\nb: 'x\nc: 2\nd: 3\n", 2)
    assert caught.value.line == 3


def test_a_control_character_names_its_line_in_vietnamese() -> None:
    """Word's line break inside a paragraph is pasted as U+000B."""
    with pytest.raises(YamlError) as caught:
        read_yaml("a: 1\nb: x\x0by\n", 2)
    assert caught.value.line == 3
    assert "unacceptable" not in caught.value.text


@pytest.mark.parametrize("text", ["a: &x [*x]", "a: &x {b: *x}"])
def test_an_alias_of_itself_is_an_error_and_no_crash(text: str) -> None:
    with pytest.raises(YamlError):
        read_yaml(text)


@pytest.mark.parametrize("words", ["!Tin nóng", "! Tin nóng", "&Tin nóng", "!Cảnh báo", "&Cảnh báo"])
def test_words_after_a_special_sign_are_never_dropped(words: str) -> None:
    """``!Tin`` is a tag and ``&Tin`` an anchor for YAML: half a headline would be gone without a word."""
    try:
        read = read_yaml(f"a: {words}").plain()
    except YamlError:
        return
    assert read == {"a": words}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: &x y", 2), ("a: !!str x", 1), ("a: 1\n? [b]\n: c", 2), ("a: " + "[" * 40 + "]" * 40, 1),
        ("[" * 5000, 1), ("a: 1\n---\nb: 2", 2), ("{a: b\n\n", 1), ("!t\na: b", 1),
    ],
)  # fmt: skip
def test_what_no_file_here_means_is_an_error_on_its_line(text: str, line: int) -> None:
    with pytest.raises(YamlError, match="không đọc được dòng này") as caught:
        read_yaml(text)
    assert caught.value.line == line


def test_an_escape_spells_no_control_character() -> None:
    assert read_yaml(r'a: "x\v\x01\u2028\U00000041y"').plain() == {"a": "x  Ay"}


def test_no_object_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr("os.system", called.append)
    with contextlib.suppress(YamlError):
        read_yaml("a: !!python/object/apply:os.system [ls]")
    assert called == []


VALUES = [
    "", " x", " công an", " 'một ''hai'' # ba'", ' "một: hai"', ' "a\\tb"', " a: b", " a # b", " null", " ~", " [a, b]",
    " [\"a, b\", 'c', d e]", " []", " [a, ]", " [a: b]", " [null, '~', x]", " {a: b}", " |", " >-\n  x", "\n- a\n- b",
    "\n  - a", " - x", " &a x", " !x y", " *y", " @z", " 12:30", "  x  y  ", " “a” b", " 'mở", ' "mở', " a\n  tiếp",
    "x", " x\t", " x:", " (a) b", " /a/b.jpg", " a, b]", " a\u2028b", " %", " \u200b", " a'b", " \u3000a",
]  # fmt: skip
KEYS = ["a", "a b", "Từ khóa", "a_b", "k9", "9k", "-a", "'a'", "a ", "", "x" * 40]
ENTRIES = st.builds("{}:{}".format, st.sampled_from(KEYS), st.sampled_from(VALUES))


def outcome(text: str) -> Node | str:
    """What was read, or that nothing could be."""
    try:
        return read_yaml(text, 3)
    except YamlError:
        return "lỗi"


@PROPERTY
@given(st.lists(ENTRIES | st.just(""), min_size=1, max_size=4).map("\n".join))
def test_simple_lines_are_read_as_yaml(text: str) -> None:
    """A comment makes YAML's own parser read the text."""
    assert outcome(text) == outcome(f"{text}\n# ghi chú")


@pytest.mark.parametrize("value", VALUES)
def test_each_value_is_read_as_yaml(value: str) -> None:
    text = f"a:{value}\nb: x"
    assert outcome(text) == outcome(f"{text}\n# ghi chú")
