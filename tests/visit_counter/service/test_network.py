"""Where a hit comes from."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.visit_counter.service.network import (
    UNKNOWN,
    Networks,
    hosts_of,
    is_foreign,
    is_prefetch,
    is_private,
)

PROXIES = ("127.0.0.1", "10.0.0.0/8", "::1", "2001:db8:ffff::/48")
HOSTS = hosts_of(["https://www.kenh.vn", "http://kenh.vn:8080"])


def four(text: str) -> bytes:
    """The network of an IPv4 address."""
    return ipaddress.IPv4Address(text).packed


def six(text: str) -> bytes:
    """The network of an IPv6 address."""
    return ipaddress.IPv6Address(text).packed[:8]


@pytest.mark.parametrize(
    ("peer", "network"),
    [
        ("113.161.5.6", four("113.161.5.6")),
        ("2405:4802:1:2:3:4:5:6", six("2405:4802:1:2::")),
        ("2405:4802:1:2::ffff", six("2405:4802:1:2::")),
        ("::ffff:113.161.5.6", four("113.161.5.6")),
        ("::ffff:71a1:506", four("113.161.5.6")),
        ("fe80::1%eth0", six("fe80::")),
        ("", UNKNOWN),
        (None, UNKNOWN),
        ("testclient", UNKNOWN),
        ("1.2.3", UNKNOWN),
        ("1.2.3.4.5", UNKNOWN),
        ("1.2.3.\x00", UNKNOWN),
        ("\ud800", UNKNOWN),
    ],
)
@pytest.mark.parametrize("trusted", [(), PROXIES])
def test_a_peer_that_is_no_proxy(peer: str | None, network: bytes, trusted: tuple[str, ...]) -> None:
    networks = Networks(trusted)
    assert networks.client(peer, None) == network
    assert networks.client(peer, "8.8.8.8") == network


@pytest.mark.parametrize(
    ("forwarded", "network"),
    [
        (None, four("127.0.0.1")),
        ("", four("127.0.0.1")),
        ("113.161.5.6", four("113.161.5.6")),
        ("  113.161.5.6\t", four("113.161.5.6")),
        ("113.161.5.6:5678", four("113.161.5.6")),
        ("113.161.5.6:", four("113.161.5.6")),
        ("::ffff:113.161.5.6", four("113.161.5.6")),
        ("[::ffff:113.161.5.6]:443", four("113.161.5.6")),
        ("2405:4802:1:2:3:4:5:6", six("2405:4802:1:2::")),
        ("[2405:4802:1:2:3:4:5:6]", six("2405:4802:1:2::")),
        ("[2405:4802:1:2:3:4:5:6]:443", six("2405:4802:1:2::")),
        ("[fe80::1%25eth0]:443", six("fe80::")),
        ("fe80::1%eth0", six("fe80::")),
        # From the right, past our own; what the visitor wrote himself is not reached.
        ("8.8.8.8, 113.161.5.6", four("113.161.5.6")),
        ("8.8.8.8, 113.161.5.6, 10.1.2.3, 10.1.2.4:80", four("113.161.5.6")),
        ("8.8.8.8,2405:4802:1:2::5 ,[2001:db8:ffff::9]:80", six("2405:4802:1:2::")),
        ("127.0.0.1, 113.161.5.6", four("113.161.5.6")),
        ("::ffff:10.9.9.9, 10.1.2.3", four("10.9.9.9")),
        ("10.9.9.9, 10.1.2.3", four("10.9.9.9")),
        # An entry that cannot be read ends the walk at the nearest trusted proxy.
        ("8.8.8.8, unknown, 10.1.2.3", four("10.1.2.3")),
        ("8.8.8.8, , 10.1.2.3", four("10.1.2.3")),
        ("8.8.8.8,", four("127.0.0.1")),
        ("unknown", four("127.0.0.1")),
        ("for=113.161.5.6", four("127.0.0.1")),
        ('"[2405:4802::1]:443"', four("127.0.0.1")),
        ("[2405:4802::1", four("127.0.0.1")),
        ("[2405:4802::1]443", four("127.0.0.1")),
        ("[2405:4802::1]:https", four("127.0.0.1")),
        ("[]", four("127.0.0.1")),
        (":", four("127.0.0.1")),
        ("%", four("127.0.0.1")),
        ("113.161.5.6:http", four("127.0.0.1")),
        ("013.161.5.6", four("127.0.0.1")),
        ("113.161.5.256", four("127.0.0.1")),
        ("1.2.3.4\x00", four("127.0.0.1")),
        ("\ud800, \udfff", four("127.0.0.1")),
        ("x" * 10_240, four("127.0.0.1")),
        ("," * 10_240, four("127.0.0.1")),
        ("10.0.0.1," * 1000 + "10.1.1.1", four("10.1.1.1").replace(b"\x01\x01\x01", b"\x00\x00\x01")),
    ],
)
def test_behind_a_proxy(forwarded: str | None, network: bytes) -> None:
    networks = Networks(PROXIES)
    for _ in range(2):  # the second time the proxy is remembered
        assert networks.client("127.0.0.1", forwarded) == network


def test_a_unix_socket_is_believed_only_when_the_operator_says_so() -> None:
    networks = Networks(["unix", "10.0.0.0/8"])
    for peer in ("", None):
        assert networks.client(peer, "8.8.8.8, 113.161.5.6") == four("113.161.5.6")
        assert networks.client(peer, None) == UNKNOWN
        assert networks.client(peer, "unknown") == UNKNOWN
        assert Networks(PROXIES).client(peer, "113.161.5.6") == UNKNOWN
    assert networks.client("testclient", "113.161.5.6") == UNKNOWN


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
        (" 192.0.2.0/24 ", "192.0.2.255", "192.0.3.0"),
        ("::ffff:192.0.2.0/120", "192.0.2.255", "192.0.3.0"),
        ("0.0.0.0/0", "8.8.8.8", "2001:db8::1"),
        ("::/0", "2001:db8::1", "8.8.8.8"),
        ("2001:db8::/32", "2001:db8:1::1", "2001:db9::1"),
    ],
)
def test_ranges(text: str, inside: str, outside: str) -> None:
    networks = Networks([text])
    assert networks.client(inside, "113.161.5.6") == four("113.161.5.6")
    assert networks.client(outside, "113.161.5.6") != four("113.161.5.6")


@pytest.mark.parametrize("text", ["", "kenh.vn", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0-10.0.0.9", "2001:db8::/129"])
def test_a_range_that_cannot_be_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"không phải là một dải địa chỉ IP"):
        Networks(["127.0.0.1", text])


ADDRESSES = st.one_of(
    st.ip_addresses(),
    st.ip_addresses(network="10.0.0.0/8"),
    st.ip_addresses(network="2001:db8:ffff::/48"),
    st.ip_addresses(network="::ffff:0:0/96"),
)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def plain(address: Address) -> Address:
    """IPv4 where it was written inside IPv6."""
    return getattr(address, "ipv4_mapped", None) or address


def expected(peer: Address, chain: list[Address]) -> bytes:
    """What the walk must find, the slow way."""
    ranges = [ipaddress.ip_network(text) for text in PROXIES]
    for address in [*map(plain, chain), plain(peer)][::-1]:
        last = address
        if not any(address in network for network in ranges):
            break
    return last.packed if last.version == 4 else last.packed[:8]


@given(ADDRESSES, st.lists(ADDRESSES, max_size=5))
def test_the_walk(peer: Address, chain: list[Address]) -> None:
    assert Networks(PROXIES).client(str(peer), ", ".join(map(str, chain))) == expected(peer, chain)


@given(st.text() | st.none(), st.text(st.characters(codec=None)) | st.text("0123456789abcf.:,[]% x") | st.none())
@example("127.0.0.1", "[")
@example("[", "]")
def test_nothing_raises(peer: str | None, forwarded: str | None) -> None:
    for trusted in ([], ["127.0.0.1"], ["0.0.0.0/0", "::/0", "unix"]):
        networks = Networks(trusted)
        assert len(networks.client(peer, forwarded)) in (4, 8)
        assert len(networks.client("127.0.0.1", forwarded)) in (4, 8)


@given(st.ip_addresses(network="113.0.0.0/8") | st.ip_addresses(network="2405::/16"), st.text() | st.none())
def test_who_is_not_trusted_cannot_choose_his_network(peer: Address, forwarded: str | None) -> None:
    networks = Networks(PROXIES)
    assert networks.client(str(peer), forwarded) == networks.client(str(peer), None)


def test_addresses_of_visitors_are_not_remembered() -> None:
    networks = Networks(["10.0.0.0/8"])
    for number in range(1000):
        networks.client(f"113.161.{number // 250}.{number % 250}", None)
        networks.client(f"10.0.{number // 250}.{number % 250}", f"113.161.{number // 250}.{number % 250}")
    assert not any(peer is None or peer.startswith("113.") for peer in networks.proxies)
    assert len(networks.proxies) <= 256


@pytest.mark.parametrize(
    ("site", "origin", "referer", "host"),
    [
        (None, None, None, None),
        (None, None, None, b"kenh.vn"),
        (b"same-origin", b"https://kenh.vn", b"https://kenh.vn/2021/x/", b"kenh.vn"),
        (b"Same-Origin", None, b"https://kenh.vn/2021/x/", b"kenh.vn"),
        (b"none", None, None, b"kenh.vn"),
        (b"", b"", b"", b"kenh.vn"),
        (None, b"HTTPS://KENH.VN", None, b"Kenh.vn"),
        (None, b"https://kenh.vn", None, b"kenh.vn:443"),
        (None, b"http://kenh.vn:80", None, b"kenh.vn"),
        (None, b"https://kenh.vn:8443", None, b"kenh.vn:8443"),
        (None, b"http://127.0.0.1:8000", None, b"127.0.0.1:8000"),
        (None, b"http://[::1]:8000", None, b"[::1]:8000"),
        (None, None, b"https://kenh.vn", b"kenh.vn"),
        (None, None, b"https://kenh.vn?tin=1", b"kenh.vn"),
        (None, None, b"https://kenh.vn./x", b"kenh.vn"),
        (None, b"https://www.kenh.vn", None, b"127.0.0.1:8123"),
        (None, b"https://www.kenh.vn:443", None, b"counter"),
        (None, None, b"http://kenh.vn:8080/x", b"counter"),
        (None, b"https://www.kenh.vn", None, None),
        # Origin speaks before Referer.
        (None, b"https://kenh.vn", b"https://evil.example/", b"kenh.vn"),
    ],
)
def test_our_own_pages(site: bytes | None, origin: bytes | None, referer: bytes | None, host: bytes | None) -> None:
    assert not is_foreign(site, origin, referer, host, HOSTS)


@pytest.mark.parametrize(
    ("site", "origin", "referer", "host"),
    [
        (b"cross-site", None, None, b"kenh.vn"),
        (b"cross-site", b"https://kenh.vn", None, b"kenh.vn"),
        (b"same-site", None, None, b"kenh.vn"),
        (b" Cross-Site ", None, None, b"kenh.vn"),
        (None, b"null", None, b"kenh.vn"),
        (b"same-origin", b"null", None, b"kenh.vn"),
        (b"same-origin", b"https://evil.example", None, b"kenh.vn"),
        (None, b"https://evil.example", b"https://kenh.vn/", b"kenh.vn"),
        (None, b"https://evil.example/?https://kenh.vn", None, b"kenh.vn"),
        (None, b"https://kenh.vn.evil.example", None, b"kenh.vn"),
        (None, b"https://evilkenh.vn", None, b"kenh.vn"),
        (None, b"https://kenh.vn:8443", None, b"kenh.vn"),
        (None, b"https://kenh.vn@evil.example", None, b"kenh.vn"),
        (None, b"https://", None, b""),
        (None, b"https://", None, None),
        (None, b"file://kenh.vn", None, b"kenh.vn"),
        (None, b"kenh.vn", None, b"kenh.vn"),
        (None, b"https://kenh.vn, https://evil.example", None, b"kenh.vn"),
        (None, None, b"https://evil.example/2021/x/", b"kenh.vn"),
        (None, None, b"android-app://com.google.android.gm/", b"kenh.vn"),
        (None, None, b"about:blank", b"kenh.vn"),
        (None, b"https://kenh.vn", None, None),
    ],
)
def test_pages_of_others(site: bytes | None, origin: bytes | None, referer: bytes | None, host: bytes | None) -> None:
    assert is_foreign(site, origin, referer, host, HOSTS)


HEADER = (
    st.none() | st.binary(max_size=30) | st.sampled_from([b"://", b"https://kenh.vn", b"null", b":80", b"https://:80"])
)


@given(HEADER, HEADER, HEADER, HEADER)
def test_no_header_raises(site: bytes | None, origin: bytes | None, referer: bytes | None, host: bytes | None) -> None:
    assert is_foreign(site, origin, referer, host, HOSTS) in (True, False)
    assert is_prefetch(site, origin, referer) in (True, False)
    assert is_private(site, origin) in (True, False)


@given(st.from_regex(rb"\A[a-z0-9.-]{1,20}(:[0-9]{1,5})?\Z"), st.sampled_from([b"http://", b"https://"]))
def test_a_page_on_the_asked_host_is_ours(host: bytes, scheme: bytes) -> None:
    assert not is_foreign(None, scheme + host, None, host, frozenset())
    assert not is_foreign(None, None, scheme + host.upper() + b"/2021/x/", host, frozenset())


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://www.kenh.vn", b"www.kenh.vn"),
        (" https://WWW.kenh.vn/ ", b"www.kenh.vn"),
        ("https://kenh.vn:443", b"kenh.vn"),
        ("http://kenh.vn:8080/_v", b"kenh.vn:8080"),
        ("http://[2001:DB8::1]:8000", b"[2001:db8::1]:8000"),
        ("https://tiếngkẻng.vn", "tiếngkẻng.vn".encode("idna")),
    ],
)
def test_origins(origin: str, host: bytes) -> None:
    assert hosts_of([origin]) == {host}


@pytest.mark.parametrize(
    "origin", ["", "kenh.vn", "ftp://kenh.vn", "https://", "https://kenh.vn:x", "https://[::1", "null"]
)
def test_an_origin_that_cannot_be_read(origin: str) -> None:
    with pytest.raises(ValueError, match="không phải là địa chỉ của một trang"):
        hosts_of([origin])


@pytest.mark.parametrize(
    "value",
    [b"prefetch", b"Prefetch", b"preview", b"prerender", b"prefetch;prerender", b"x, prefetch;anonymous"],
)
def test_prefetch(value: bytes) -> None:
    assert is_prefetch(value, None, None)
    assert is_prefetch(None, value, None)
    assert is_prefetch(None, None, value)
    assert is_prefetch(b"", b"other", value)


@pytest.mark.parametrize("value", [None, b"", b"0", b"navigate", b"\xff"])
def test_no_prefetch(value: bytes | None) -> None:
    assert not is_prefetch(value, value, value)


@pytest.mark.parametrize(
    ("dnt", "gpc", "private"),
    [(None, None, False), (b"0", None, False), (b"", b"", False), (b"null", None, False), (b"1", None, True),
     (None, b"1", True), (b"0", b"1", True), (b" 1 ", None, True), (b"unspecified", b"0", False)],
)  # fmt: skip
def test_private(dnt: bytes | None, gpc: bytes | None, private: bool) -> None:
    assert is_private(dnt, gpc) is private
