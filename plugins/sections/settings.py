"""Settings of sections and lists."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SectionsSettings:
    """``SECTIONS`` in pelicanconf.py."""

    #: The section of an article that names none and lies in no folder.
    default: str = "Tin tức"
    #: The folder of the notices' section ("Thông tin tuyên truyền").
    notices: str = "thong-tin-tuyen-truyen"
    #: Notices shown in the block.
    notices_shown: int = 4
    #: Articles shown as newer and as older in the section.
    neighbours: int = 3
    #: Articles of the same event shown beside an article ("Theo dòng sự kiện").
    thread: int = 5
    #: Articles in "Tin mới" on the front page.
    latest: int = 9
    #: Articles in a section's block on the front page, its picture story included.
    block: int = 7
