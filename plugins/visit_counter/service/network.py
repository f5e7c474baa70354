"""Where a hit comes from: the visitor's network behind trusted proxies, and what the request's headers say of it.

All of it runs at every hit and none of it raises for anything a client may send. The addresses of visitors are not
remembered here; only those of the operator's own proxies are.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from socket import AF_INET, AF_INET6, inet_pton
from urllib.parse import urlsplit

#: The word that stands for a connection over a Unix socket in the list of trusted proxies.
UNIX = "unix"
#: The network of a peer that has no readable address.
UNKNOWN = bytes(4)

_PROXIES = 256
_MAPPED = bytes(10) + b"\xff\xff"
_WEB_PORTS = (b":80", b":443")


class Networks:
    """Finds a visitor's network; ``trusted`` are the proxies that are believed: CIDRs, addresses, the word ``unix``."""

    def __init__(self, trusted: Sequence[str]) -> None:
        """Raise ValueError, in Vietnamese, for a range that cannot be read."""
        self._ranges: dict[int, list[tuple[int, int]]] = {4: [], 16: []}
        self._proxies: dict[str | None, bytes] = {}
        for text in trusted:
            if text.strip().lower() == UNIX:
                self._proxies[""] = self._proxies[None] = UNKNOWN
            else:
                size, mask, first = _range(text)
                self._ranges[size].append((mask, first))

    def client(self, peer: str | None, forwarded: str | None) -> bytes:
        """The visitor's network: 4 bytes of IPv4, or the first 8 bytes (the /64) of IPv6.

        ``forwarded`` is the value of X-Forwarded-For (several headers joined by commas). It is read only when the peer
        is trusted, from the right, past the trusted addresses; an entry that is no address ends the walk.
        """
        network = self._proxies.get(peer)
        if network is None:
            address = _address(peer) if peer else None
            if address is None:
                return UNKNOWN
            network = address if len(address) == 4 else address[:8]
            if not self._is_trusted(address):
                return network
            if len(self._proxies) < _PROXIES:
                self._proxies[peer] = network
        return self._walk(forwarded, network) if forwarded else network

    def trusts(self, peer: str | None) -> bool:
        """Whether a peer that ``client`` was asked about is a trusted proxy."""
        return peer in self._proxies

    @property
    def proxies(self) -> frozenset[str | None]:
        """The trusted peers that have been met and are remembered: at most 256, and no visitor among them."""
        return frozenset(self._proxies)

    def _walk(self, forwarded: str, network: bytes) -> bytes:
        """The first untrusted network from the right, or the last one that could be read; ``network`` when none."""
        end = len(forwarded)
        while end >= 0:
            start = forwarded.rfind(",", 0, end)
            address = _address(forwarded[start + 1 : end])
            if address is None:
                break
            network = address if len(address) == 4 else address[:8]
            if not self._is_trusted(address):
                break
            end = start
        return network

    def _is_trusted(self, address: bytes) -> bool:
        ranges = self._ranges[len(address)]
        if not ranges:
            return False
        number = int.from_bytes(address, "big")
        for mask, first in ranges:  # noqa: SIM110 (any() of a generator takes twice as long)
            if number & mask == first:
                return True
        return False


def _range(text: str) -> tuple[int, int, int]:
    """Bytes of an address, mask and first address of a trusted range; IPv4 inside IPv6 is IPv4. Raises ValueError."""
    try:
        network = ipaddress.ip_network(text.strip())
    except ValueError:
        raise ValueError(
            f"“{text}” không phải là một dải địa chỉ IP. Ví dụ đúng: 127.0.0.1, 10.0.0.0/8, 2001:db8::/32"
            " (dải phải bắt đầu từ địa chỉ đầu tiên của nó)."
        ) from None
    first = network.network_address.packed
    bits = network.prefixlen
    if first[:12] == _MAPPED and bits >= 96:
        first, bits = first[12:], bits - 96
    width = 8 * len(first)
    return len(first), (1 << width) - (1 << (width - bits)), int.from_bytes(first, "big")


def _address(text: str) -> bytes | None:
    """The 4 or 16 bytes of an address as proxies write it, None when it is none. Ports and zone ids are dropped."""
    text = text.strip()
    try:
        return _long_address(text) if ":" in text else inet_pton(AF_INET, text)
    except (OSError, ValueError):
        return None


def _long_address(text: str) -> bytes | None:
    """An address written with a colon: ``1.2.3.4:80``, ``2001:db8::1``, ``[fe80::1%eth0]:443``, ``::ffff:1.2.3.4``."""
    if text[0] == "[":
        text, bracket, port = text[1:].partition("]")
        if not bracket or (port and not (port[0] == ":" and _is_port(port[1:]))):
            return None
    elif text.count(":") == 1:
        text, _, port = text.partition(":")
        return inet_pton(AF_INET, text) if _is_port(port) else None
    if "%" in text:
        text = text.partition("%")[0]
    address = inet_pton(AF_INET6, text)
    return address[12:] if address.startswith(_MAPPED) else address


def _is_port(text: str) -> bool:
    return text.isdecimal() or not text


def hosts_of(origins: Iterable[str]) -> frozenset[bytes]:
    """The hosts, as ``is_foreign`` compares them, of addresses such as ``https://www.example.vn``.

    Raises ValueError, in Vietnamese, for one that is no web address.
    """
    return frozenset(_host_of(origin) for origin in origins)


def _host_of(origin: str) -> bytes:
    try:
        parts = urlsplit(origin.strip())
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(origin)
        host = parts.hostname if ":" not in parts.hostname else f"[{parts.hostname}]"
        port = f":{parts.port}" if parts.port else ""
        return _bare(host.encode("idna") + port.encode())
    except ValueError:
        raise ValueError(
            f"“{origin}” không phải là địa chỉ của một trang. Ví dụ đúng: https://www.example.vn"
        ) from None


def is_foreign(
    site: bytes | None, origin: bytes | None, referer: bytes | None, host: bytes | None, origins: frozenset[bytes]
) -> bool:
    """Whether a page of somebody else's makes this request.

    The values are those of Sec-Fetch-Site, Origin, Referer and Host; ``origins`` comes from ``hosts_of``. Any of them
    can say so; Referer is asked only where there is no Origin. Absent (or empty) headers are not foreign.
    """
    if site and site != b"same-origin" and site.strip().lower() in (b"cross-site", b"same-site"):
        return True
    source = origin or referer
    if not source:
        return False
    scheme, separator, rest = source.partition(b"://")
    if not separator or scheme.lower() not in (b"https", b"http"):
        return True
    asked = rest.partition(b"/")[0]
    if asked and asked == host:
        return False
    asked = _bare(asked.partition(b"?")[0].partition(b"#")[0].rpartition(b"@")[2])
    return not asked or (asked not in origins and asked != _bare(host or b""))


def _bare(host: bytes) -> bytes:
    """A host in small letters without the web's own ports, whatever the scheme: a proxy may have ended the TLS."""
    host = host.strip().lower()
    if host.endswith(_WEB_PORTS):
        host = host.rpartition(b":")[0]
    return host.removesuffix(b".")


def is_prefetch(purpose: bytes | None, sec_purpose: bytes | None, x_moz: bytes | None) -> bool:
    """Whether the browser loads ahead of the reader: Purpose, Sec-Purpose, X-Moz say prefetch, prerender or preview."""
    if not (purpose or sec_purpose or x_moz):
        return False
    words = b" ".join((purpose or b"", sec_purpose or b"", x_moz or b"")).lower()
    return b"prefetch" in words or b"prerender" in words or b"preview" in words


def is_private(dnt: bytes | None, gpc: bytes | None) -> bool:
    """Whether the visitor asked not to be followed: ``DNT: 1`` or ``Sec-GPC: 1``."""
    return (dnt is not None and dnt.strip() == b"1") or (gpc is not None and gpc.strip() == b"1")
