"""Sample wanted notices in every state; the person and the places are invented."""

from __future__ import annotations

from dataclasses import replace

from plugins.common.wanted import PHOTO_ALT, Wanted
from tests.theme import samples
from tests.theme.shapes import Article, TipLink
from tests.theme.tip_off_samples import fact

_ORDER = Wanted(
    state="truy-na",
    name="Kiều Thị Thí Dụ",
    other_names=("Dụ Ba Vì",),
    born="1990",
    residence="xã Không Có, tỉnh Tưởng Tượng",
    offence="Trộm cắp tài sản",
    decision="15/QĐ-CSĐT",
    decision_date=samples.day("2026-03-12"),
    issuer="Cơ quan Cảnh sát điều tra Công an tỉnh Tưởng Tượng",
    telephone="0200 0000 000",
    state_date=None,
)
WANTED = Article(
    title="Truy nã Kiều Thị Thí Dụ, sinh năm 1990",
    href="/2026/quyet-dinh-truy-na-15-qd-csdt/",
    section=samples.NOTICES,
    when=samples.day("2026-03-15"),
    kind="truy-na",
    cover=samples.picture("anh-truy-na", PHOTO_ALT),
    wanted=_ORDER,
    content="<p>Cao 1,60 m.</p>",
    tip_link=TipLink("Anh, chị thấy người bị truy nã?", "Gọi 113.", "/to-giac-toi-pham/#truy-na"),
    share=samples.LONG.share,
)
SURRENDERED = replace(
    WANTED,
    title="Người bị truy nã đã ra đầu thú: Kiều Thị Thí Dụ, sinh năm 1990",
    title_html="",
    wanted=replace(_ORDER, state="dau-thu", state_date=samples.day("2026-06-01")),
)
LIFTED = replace(
    WANTED,
    title="Đình nã: Quyết định truy nã số 15/QĐ-CSĐT ngày 12/3/2026",
    title_html="",
    cover=None,
    content="",
    updated=samples.day("2026-06-02"),
    wanted=replace(
        _ORDER, state="dinh-na", name="", other_names=(), born="", residence="", offence="", telephone="",
        state_date=samples.day("2026-06-02"),
    ),
)  # fmt: skip
GENUINE = [fact("wanted", "", "Quyết định thật có số, ngày và cơ quan ra quyết định.")]


def named(name: str) -> Article:
    """The notice of a person with this name."""
    return replace(WANTED, wanted=replace(_ORDER, name=name))
