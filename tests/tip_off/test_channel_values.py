"""What the registry lets through the gate lets through: else the message would name the page, not the registry."""

from __future__ import annotations

from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from plugins.common.dialling import canonical
from plugins.tip_off.channel_values import href_of
from plugins.tip_off.gate.links import wrong_link
from plugins.tip_off.gate.model import Expected, Links
from plugins.tip_off.gate.tokens import Attribute, Token

SITE = "https://congan.truonggiang.vn"
#: Letters that addresses have, and letters that they should not have.
LETTERS = st.text("ab1é.~-_!$&'()*+,;=:@%/?#\"<>\\ \n02d", max_size=12)
VALUES = st.one_of(
    st.tuples(st.just("web"), LETTERS.map("https://a.vn/{}".format)),
    st.tuples(st.just("web"), LETTERS.map("https://{}".format)),
    st.tuples(st.just("web"), LETTERS.map("/trang/{}".format)),
    st.tuples(st.just("web"), LETTERS),
    st.tuples(st.just("email"), LETTERS.map("{}@a.gov.vn".format)),
    st.tuples(st.just("email"), LETTERS.map("tin@{}.vn".format)),
    st.tuples(st.just("phone"), st.from_regex(r"(\+84 ?)?\(?0[2-9][0-9 .]{7,12}|1[0-9]{2,3}", fullmatch=True)),
)


def refused(href: str) -> list[str]:
    """What the gate says of a link that the registry names."""
    known = Links(
        frozenset({urlsplit(href).hostname or ""}),
        frozenset({canonical(href.removeprefix("tel:"))}),
        frozenset({href.removeprefix("mailto:").lower()}),
    )
    expected = Expected("", "", "https://exit.vn/", (), SITE, "", False, known)
    tag = Token("open", "<a>", 1, "a", (Attribute("href", href), Attribute("rel", "noreferrer noopener")))
    return [finding.message for finding in wrong_link(tag, expected)]


@given(VALUES)
def test_the_gate_lets_through_what_the_registry_does(value: tuple[str, str]) -> None:
    href = href_of(*value)
    assert not href or refused(href) == []


def test_the_gate_is_asked() -> None:
    assert refused("https://u@a.vn/")
    assert refused("/trang/?x")
    assert refused("mailto:tin@a.vn?bcc=x")
