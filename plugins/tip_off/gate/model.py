"""What the gate measures a page by, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plugins.common import places


@dataclass(frozen=True)
class TipOffPage:
    """A page that the gate reads: its address and the language it is in."""

    address: str
    lang: str

    @property
    def file(self) -> str:
        """The page's file inside the site."""
        return f"{self.address.strip('/')}/index.html"


#: The page in Vietnamese and the one in English.
PAGES = (TipOffPage(places.TIP_OFF, "vi"), TipOffPage(places.TIP_OFF_ENGLISH, "en"))


@dataclass(frozen=True)
class Links:
    """What the pages may lead to besides pages of our own and the exit: all of it is the registry's or the agency's."""

    #: Hosts in small letters.
    hosts: frozenset[str] = frozenset()
    #: As ``dialling.canonical`` writes them.
    telephones: frozenset[str] = frozenset()
    #: Addresses of e-mail, in small letters.
    mail: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Expected:
    """What every tip-off page must hold."""

    #: The exit script as it stands in the page, and its hash as the policy names it: ``sha256-...``.
    script: str
    script_hash: str
    #: Where the quick exit leads.
    exit_url: str
    #: Emergency numbers, digits only.
    numbers: tuple[str, ...]
    #: ``PORTAL["url"]``: the origin of canonical addresses.
    site: str
    #: What must stand at ``/sw.js``, to the letter.
    worker: str
    #: Whether that worker keeps copies of the pages.
    offline: bool
    links: Links = Links()
    pages: tuple[TipOffPage, ...] = PAGES
    #: Folders of templates, to tell who wrote what was found.
    templates: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something that must not be there, or is not there: line from 1, 0 for the whole page.

    ``source`` is the piece of HTML as it stands in the page; ``remedy`` is empty where it only has to be taken out.
    """

    line: int
    message: str
    source: str = ""
    remedy: str = ""
