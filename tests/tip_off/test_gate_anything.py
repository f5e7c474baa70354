"""The gate and whatever anybody may think of: nothing unknown passes, and a browser reads no more than the gate."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from plugins.tip_off.gate.elements import ELEMENTS
from plugins.tip_off.gate.page import wrong_page
from plugins.tip_off.gate.tokens import read_tokens
from tests.tip_off.sound_page import EXPECTED, HERE, PAGE, VIETNAMESE

PLACES = st.integers(0, len(PAGE))
TAGS = [token.source for token in read_tokens(PAGE) if token.kind == "open"]
#: What parsers read differently.
MARKS = [
    *"<>/\"'=!-&;` \n\t\f\r\x00\xa0",
    *["<!--", "-->", "--!>", "<!", "<?", "]]>", "<![CDATA[", "</", "/>", "<p", "<p>", "</p>", '<p title="', "title='"],
    *["&quot;", "&lt;img&gt;", "&#60;", "&#0;", "&amp", "<title>", "</title>", "<script>", "</script>", "<svg>"],
    *["</svg>", "<path d='M0'/>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<b>", "</b>", "<a href='/a/'>"],
    *["</a>", "<li>", "<img src=x>", "<style>", "</style>", "<textarea>", "<plaintext>", "<noscript>", "<template>"],
    *["<body>", "</body>"],
]  # fmt: skip
#: Whole pieces that may be anywhere in the body: these pass, and a browser builds odd trees of some.
ALLOWED = [
    "<p>a</p>",
    "<p>a<div>b</div></p>",
    "<b>a<p>b</p></b>",
    "<table>a<tr><td>b</td></tr></table>",
    "<table><a href='/a/'>b</a></table>",
    "<tr><td>a</td></tr>",
    "<a href='/a/'>b<a href='/c/'>d</a></a>",
    "<svg><path d='M0 0'/></svg>",
    "<svg><g><path d='M0 0'></path></g></svg>",
    "<table><svg><path d='M0 0'/></svg></table>",
    "<h2>a<h3>b</h3></h2>",
    "<button type='button'>a<button type='button'>b</button></button>",
    "<li>a<li>b</li></li>",
    "<details><summary>a</summary>b</details>",
    "<br/>",
    "a > b",
    "&lt;img src=x&gt;",
    "&copy",
    "&#0;&#x80;",
]
ELEMENTS_OF_A_PAGE = """html => {
  const page = new DOMParser().parseFromString(html, "text/html"), found = [];
  const walk = document.createTreeWalker.bind(page)(page, NodeFilter.SHOW_ALL);
  for (let node = walk.currentNode; node; node = walk.nextNode())
    if (node.nodeType === 1) found.push([node.localName, ...node.getAttributeNames()]);
    else if (![3, 9, 10].includes(node.nodeType)) found.push([node.nodeName]);
  return found;
}"""


def wrong(html: str) -> list[str]:
    return [finding.message for finding in wrong_page(html, VIETNAMESE, EXPECTED)]


@cache
def all_known() -> set[str]:
    return set().union(*ELEMENTS.values())


@given(name=st.from_regex(r"[A-Za-z][A-Za-z0-9:-]{0,12}", fullmatch=True), place=PLACES)
@example("img", PAGE.index(HERE))
@example("frameset", len(PAGE))
def test_an_unknown_element_anywhere(name: str, place: int) -> None:
    assume(name.lower() not in ELEMENTS)
    assert wrong(f"{PAGE[:place]}<{name}>{PAGE[place:]}")
    assert f"trang tố giác không được có thẻ <{name.lower()}>" in wrong(PAGE.replace(HERE, f"<{name}></{name}>"))


@given(tag=st.sampled_from(TAGS), name=st.from_regex(r"[A-Za-z][A-Za-z0-9:_.@-]{0,16}", fullmatch=True))
@example('<body class="tipoff">', "onload")
def test_an_unknown_attribute_of_any_element(tag: str, name: str) -> None:
    assume(name.lower() not in all_known())
    start = tag.rstrip("/>").split()[0]
    messages = wrong(PAGE.replace(tag, f'{start} {name}="a"{tag.removeprefix(start)}', 1))
    assert [message for message in messages if message.endswith(f"không được có thuộc tính {name.lower()}")]


@given(place=PLACES, end=PLACES, pieces=st.lists(st.sampled_from(MARKS), max_size=6))
def test_every_text_is_read_whole(place: int, end: int, pieces: list[str]) -> None:
    html = PAGE[:place] + "".join(pieces) + PAGE[max(place, end) :]
    tokens = list(read_tokens(html))
    assert "".join(token.source for token in tokens) == html
    line = 1
    for token in tokens:
        assert token.line == line
        line += token.source.count("\n")


def _mutants(count: int) -> list[str]:
    """Pages near the sound one, the same on every machine."""
    chance = random.Random(4)
    ends = [index + 1 for index, letter in enumerate(PAGE) if letter == ">" and index > PAGE.index("<body")]
    found = []
    for _ in range(count):
        html = PAGE
        for _ in range(chance.randint(1, 3)):
            if chance.random() < 0.5:
                place = chance.choice(ends)
                html = html[:place] + chance.choice(ALLOWED) + html[place:]
            else:
                place = chance.randrange(len(html))
                html = html[:place] + chance.choice(MARKS) + html[place + chance.choice([0, 0, 1, 3]) :]
        found.append(html)
    return found


@pytest.mark.browser
def test_a_browser_reads_no_more_than_the_gate(browser: Browser) -> None:
    passed = [html for html in _mutants(1500) if not wrong(html)]
    assert len(passed) > 150
    page = browser.new_page()
    try:
        trees = page.evaluate(f"pages => pages.map({ELEMENTS_OF_A_PAGE})", passed)
        for html, tree in zip(passed, trees, strict=True):
            for name, *attributes in tree:
                assert name.lower() in ELEMENTS, html
                assert {attribute.lower() for attribute in attributes} <= ELEMENTS[name.lower()], html
    finally:
        page.close()
