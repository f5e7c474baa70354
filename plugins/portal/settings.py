"""Settings of the portal: who publishes it, and the blocks that every page shares."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Identity:
    """``PORTAL`` in pelicanconf.py: the agency. ``sample`` stays True until every line is the agency's own."""

    sample: bool = True
    name: str = "Công an tỉnh Trường Giang"
    kicker: str = "Trang thông tin điện tử"
    unit: str = "Công an tỉnh Trường Giang"
    province: str = ""
    address: str = ""
    telephone: str = ""
    email: str = ""
    responsible_editor: str = ""
    licence: str = ""
    licence_line: str = "Ghi rõ nguồn khi phát hành lại thông tin từ trang này."
    #: The address of the site's root, without a slash at the end; the site lives at the root of its domain.
    url: str = "https://congan.truonggiang.example"

    @property
    def domain(self) -> str:
        """The host of the site's address."""
        return self.url.split("//", 1)[-1].split("/")[0]


@dataclass(frozen=True)
class BlocksSettings:
    """``PORTAL_BLOCKS`` in pelicanconf.py."""

    #: The link tiles: label, href ("" leaves the tile out and reports it), icon, staff (stands apart, for staff only).
    tiles: list[dict[str, object]] = field(default_factory=list)
    #: Slugs of the pages in the foot, in this order; those that do not exist are left out.
    footer_pages: list[str] = field(default_factory=list)
    #: Sections in the menu bar; the others are on the page of all sections and years.
    menu_sections: int = 7
    #: The content security policy of every page (``<meta http-equiv>``; frame-ancestors belongs to the server).
    csp: str = (
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; media-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
    )
    #: Addresses to which an article can be shared; {url} and {title} are filled in, percent-encoded.
    share: dict[str, str] = field(default_factory=dict)
