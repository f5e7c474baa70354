"""Sample values for every template and component.

The texts are from the five captured articles in tests/corpus or plainly invented; the province is a stand-in, and no
telephone number is real. What the tip-off pages need is in tip_off_samples.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

from plugins.common.dates import parse_date
from plugins.visit_counter.figures import LABELS, Figure, Import, Visits
from plugins.visit_counter.history import Day, make_history
from tests.theme.shapes import Article, EventThread, NavItem, NewsDate, Picture, Reason, Section, Source, TipLink


def day(value: str, hour: str = "") -> NewsDate:
    """A date like 2021-12-26, with an hour or without."""
    return parse_date(f"{value} {hour}".strip())


def month(year: int, number: int) -> NewsDate:
    """A month, its day unknown."""
    return parse_date(f"{year}-{number:02}")


def year(number: int) -> NewsDate:
    """A year, its month unknown."""
    return parse_date(str(number))


def picture(name: str, alt: str = "Ảnh minh họa") -> Picture:
    sources = (Source("image/webp", f"/anh/{name}-480.webp 480w, /anh/{name}-960.webp 960w"),)
    return Picture(f"/anh/{name}-960.jpg", 960, 640, alt, sources, f"images/{name}.jpg")


ACTIVITY = Section("Thông tin hoạt động", "hoat-dong", "Hoạt động của Công an tỉnh và Công an các xã, phường.")
PROPAGANDA = Section("Thông tin tuyên truyền", "tuyen-truyen")
MOVEMENT = Section("Toàn dân bảo vệ an ninh Tổ quốc", "phong-trao")
NOTICES = Section("Thông báo", "thong-bao")

SHORT = Article(
    title="Trọn vẹn “Ngày hội toàn dân bảo vệ an ninh Tổ quốc” ở cơ sở",
    title_html="Trọn vẹn “Ngày hội toàn dân bảo vệ an&nbsp;ninh Tổ&nbsp;quốc” ở cơ sở",
    href="/2019/tron-ven-ngay-hoi/",
    section=MOVEMENT,
    when=year(2019),
    views=34,
    comments=0,
    author_names="Khánh Vi",
    source_url="https://example.org/bai-goc",
    description="Ngày hội ở các khu dân cư diễn ra trang trọng, gọn nhẹ, đầm ấm.",
    cover=picture("village"),
)
TOWN = Article(
    title="Ba Đồn triển khai công tác xây dựng phong trào toàn dân bảo vệ ANTQ năm 2022",
    title_html="Ba Đồn triển khai công&nbsp;tác xây&nbsp;dựng phong&nbsp;trào toàn dân bảo&nbsp;vệ ANTQ năm&nbsp;2022",
    href="/2022/ba-don-trien-khai/",
    section=MOVEMENT,
    when=month(2022, 4),
    views=227,
    author_names="TT – LH – LA",
    description=(
        "UBND TX. Ba Đồn tổ chức hội nghị tổng kết công tác xây dựng phong trào toàn dân bảo vệ ANTQ năm 2021 và "
        "triển khai chương trình công tác năm 2022."
    ),
    cover=picture("hall"),
)
FESTIVAL = Article(
    title="Xây dựng phong trào và tổ chức các hoạt động “Ngày hội toàn dân bảo vệ an ninh Tổ quốc” năm 2020",
    href="/2020/xay-dung-phong-trao/",
    section=ACTIVITY,
    when=day("2020-02-12", "09:01"),
    author_names="Bằng Lăng, BBT",
    description="Ban Chỉ đạo 138 thành phố hướng dẫn tổ chức Ngày hội.",
)
COVID = Article(
    title=(
        "Công an tỉnh Bà Rịa – Vũng Tàu tăng cường công tác phòng chống dịch Covid-19 kết hợp các hoạt động ngày "
        "hội toàn dân bảo vệ an ninh Tổ quốc"
    ),
    href="/2021/phong-chong-dich/",
    section=ACTIVITY,
    when=month(2021, 8),
    description="Công an các địa phương tiếp tục tuyên truyền bằng nhiều hình thức.",
    cover=picture("sea"),
)
EVENT = EventThread(
    "Ngày hội toàn dân bảo vệ an ninh Tổ quốc", "ngay-hoi-toan-dan-bao-ve-an-ninh-to-quoc", 4, day("2021-12-26")
)
LONG = Article(
    title="CÔNG AN TỈNH: TĂNG CƯỜNG CÔNG TÁC DÂN VẬN, THỰC HIỆN HIỆU QUẢ PHONG TRÀO TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC",
    title_html=(
        "CÔNG&nbsp;AN TỈNH: TĂNG&nbsp;CƯỜNG CÔNG&nbsp;TÁC DÂN&nbsp;VẬN, THỰC&nbsp;HIỆN HIỆU&nbsp;QUẢ "
        "PHONG&nbsp;TRÀO TOÀN DÂN BẢO&nbsp;VỆ AN&nbsp;NINH TỔ&nbsp;QUỐC"
    ),
    is_caps=True,
    href="/2021/tang-cuong-cong-tac-dan-van/",
    section=ACTIVITY,
    when=day("2021-12-26", "21:42"),
    updated=day("2021-12-27", "08:05"),
    views=1297,
    comments=3,
    source="Trần Đức Mậu - BDVTU",
    lead=(
        "Để thực hiện có hiệu quả công tác tuyên truyền, vận động nhân dân, các đơn vị nghiệp vụ đã xây dựng kế "
        "hoạch phân công CBCS."
    ),
    lead_html=(
        "Để thực hiện có hiệu quả công tác tuyên truyền, vận động nhân dân, các đơn vị nghiệp vụ đã xây dựng kế "
        'hoạch phân công <abbr title="cán bộ, chiến sĩ">CBCS</abbr>.'
    ),
    content="<p>Trong năm qua, Công an tỉnh đã chủ động, phối hợp với các ban, ngành.</p>",
    cover=picture("border"),
    abbreviations=[("CBCS", "cán bộ, chiến sĩ"), ("ANTT", "an ninh, trật tự"), ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc")],
    name_notes=[
        "Tỉnh Bình Phước từ ngày 1/7/2025 thuộc tỉnh Đồng Nai.",
        "Từ ngày 1/3/2025 không còn tổ chức Công an cấp huyện.",
    ],
    attachments=[
        SimpleNamespace(title="Kế hoạch số 53/KH-MTTQ-BTT", href="/tep/ke-hoach-53.pdf", kind="PDF", size="1,2 MB")
    ],
    keywords=[
        NavItem("dân vận", "/tu-khoa/dan-van/"),
        NavItem("bảo vệ an ninh Tổ quốc", "/tu-khoa/bao-ve-an-ninh-to-quoc/"),
    ],
    tip_link=TipLink(
        "Anh, chị biết thêm điều gì?",
        "Báo tin về tội phạm trên địa bàn. Có thể không nêu tên.",
        "/to-giac-toi-pham/#an-ninh",
    ),
    related=[
        SimpleNamespace(article=TOWN, reason=Reason("biên tập chọn")),
        SimpleNamespace(article=COVID, reason=None),
        SimpleNamespace(article=SHORT, reason=Reason("cùng nói về", ("phong trào toàn dân", "dân vận"))),
    ],
    thread=EVENT,
    thread_others=[COVID, FESTIVAL],
    newer=[TOWN],
    older=[COVID, FESTIVAL],
    description="Công an tỉnh tăng cường công tác dân vận, xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc.",
    structured_data='{"@context": "https://schema.org", "@type": "NewsArticle"}',
    share=[
        NavItem("Zalo", "https://example.org/zalo?u=x"),
        NavItem("Facebook", "https://www.facebook.com/sharer/sharer.php?u=x"),
        NavItem("E-mail", "mailto:?subject=B%C3%A0i&body=x"),
    ],
)
RECRUITING = Article(
    title="Thông báo về việc tuyển sinh đào tạo trong Công an nhân dân",
    href="/thong-bao/tuyen-sinh/",
    section=NOTICES,
    when=day("2022-03-25"),
    kind="thong-bao",
    deadline=day("2022-04-15"),
    content="<p>Công an tỉnh thông báo tuyển sinh.</p>",
)
RECEPTION = replace(
    RECRUITING,
    title="Lịch tiếp công dân của Giám đốc Công an tỉnh",
    href="/thong-bao/tiep-cong-dan/",
    when=month(2022, 3),
    deadline=None,
    expires=day("2022-06-30"),
)

PORTAL = SimpleNamespace(
    name="Công an tỉnh Trường Giang",
    kicker="Trang thông tin điện tử",
    unit="Văn phòng Công an tỉnh Trường Giang",
    province="Trường Giang",
    address="Số 0, đường Mẫu, tỉnh Trường Giang",
    telephone="0000 000 000",
    email="hop-thu@example.org",
    responsible_editor="Chánh Văn phòng (mẫu)",
    licence="Giấy phép số 00/GP-TTĐT (mẫu)",
    licence_line="Ghi rõ nguồn “Công an tỉnh Trường Giang” khi phát hành lại thông tin từ trang này.",
    domain="congan.truonggiang.gov.vn",
    url="https://example.org",
    sample=True,
)
TILES = [
    SimpleNamespace(label="Tố giác tội phạm", href="/to-giac-toi-pham/", icon="shield", staff=False),
    SimpleNamespace(
        label="Văn bản chỉ đạo điều hành", href="https://example.org/van-ban", icon="document", staff=False
    ),
    SimpleNamespace(label="Góp ý xây dựng phát triển Công an tỉnh", href="/gop-y/", icon="comment", staff=False),
    SimpleNamespace(
        label="Kiến nghị, phản ánh các vấn đề khác", href="/kien-nghi-phan-anh/", icon="petition", staff=False
    ),
    SimpleNamespace(label="Email công vụ", href="https://example.org/thu", icon="mail", staff=True),
]
LINKS = [
    NavItem("Cổng thông tin Bộ Công an", "https://example.org/bo"),
    NavItem("Cổng dịch vụ công", "https://example.org/dvc"),
]
BANNERS = [
    SimpleNamespace(
        picture=Picture("/anh/banner.png", 640, 200, "", (), "images/banner.png"),
        alt="Biển đảo quê hương",
        href="https://example.org/bien-dao",
    )
]
COUNTS = {
    **{"total": 13063547, "online": 26, "today": 1279, "yesterday": 13305, "this_week": 64860, "last_week": None},
    **{"this_month": 470665, "last_month": 726288},
}
FIGURES = [Figure(key, label, COUNTS[key]) for key, label in LABELS.items()]
TODAY = date(2021, 8, 27)


def measured_days() -> list[Day]:
    """Two years of days up to today, two of them and a whole month never measured."""
    days = [TODAY - timedelta(days=ago) for ago in range(730, -1, -1)]
    gaps = {TODAY - timedelta(days=9), TODAY - timedelta(days=8)}
    return [
        Day(one, 9000 + one.toordinal() % 7 * 700, 15000 + one.toordinal() % 11 * 300)
        for one in days
        if one not in gaps and (one.year, one.month) != (2020, 4)
    ]


VISITS = Visits(
    FIGURES,
    FIGURES,
    day("2021-08-27", "02:10"),
    history=make_history(measured_days(), TODAY),
    imports=[
        Import(9000000, day("2019-08-26"), "Bộ đếm của cổng cũ", day("2019-08-27", "08:30")),
        Import(None, day("2021-08-20"), "Số đã công bố", None, is_restored=True),
    ],
)
SAMPLE_VISITS = Visits(FIGURES, FIGURES, day("2021-08-27", "02:10"), sample=True)
ALERT = SimpleNamespace(
    text="Giả danh công an gọi điện yêu cầu cài ứng dụng, chuyển tiền “để kiểm tra”",
    href="/canh-bao/gia-danh/",
    until=day("2022-04-30"),
)
