"""Sample values for the tip-off pages: numbers, channels, facts and topics, in both languages and in neither.

The shapes are the product's; the words are plainly invented, and no telephone number is real except the four emergency
numbers.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

EMERGENCY = [
    SimpleNamespace(number=number, label=label, note=note, label_en=label_en, note_en="")
    for number, label, note, label_en in (
        ("113", "Công an", "Khi cần Công an đến ngay.", "Police"),
        ("114", "Chữa cháy", "Khi có cháy.", "Fire"),
        ("115", "Cấp cứu", "Khi cần cấp cứu y tế.", "Ambulance"),
        ("112", "Cứu nạn", "", ""),
    )
]


def channel(kind: str, name: str, value: str, href: str = "", **more: Any) -> SimpleNamespace:
    """A channel with what it has; everything else is empty."""
    empty = {"note": "", "unit": "", "area": "", "topics": (), "english": None, "to_confirm": "", "source": "Sổ mẫu"}
    return SimpleNamespace(kind=kind, name=name, value=value, href=href, **{**empty, **more})


def words(name: str, value: str = "", note: str = "") -> SimpleNamespace:
    """A channel's words in English."""
    return SimpleNamespace(name=name, value=value, note=note)


PHONE = channel(
    "phone",
    "Trực ban Công an tỉnh",
    "0000 000 000",
    "tel:0000000000",
    unit="Công an tỉnh",
    note="Số mẫu. Cuộc gọi có thể hiện số của anh, chị.",
    english=words("Duty desk of the provincial police", note="The call may show your number."),
)
CHANNELS = [
    channel("post", "Gửi thư", "Cơ quan Cảnh sát điều tra, Công an tỉnh Trường Giang"),
    PHONE,
    channel(
        "app",
        "Ứng dụng VNeID",
        "Dịch vụ khác › Kiến nghị, phản ánh về ANTT › Tạo mới yêu cầu",
        note="Cần tài khoản mức 2. Có mục “Ẩn danh”, nhưng tin ẩn danh có thể bị từ chối nếu không đủ căn cứ kiểm tra.",
    ),
    channel(
        "visit",
        "Công an xã, phường, đặc khu",
        "Đến trực tiếp nơi gần nhất",
        english=words("Commune or ward police", "Go to the nearest station"),
    ),
]
ONION = channel("web", "Hộp thư kín", "http://mau2222222222222222222222222222222222222222222222222mau.onion/")
LOCAL = [
    channel("phone", f"Trực ban Công an phường {number}", f"0000 000 00{number}", f"tel:000000000{number}", area=area)
    for number, area in enumerate(["Phường Đông", "Phường Tây", "Phường Đông", "Phường Bắc", "Phường Nam"], 1)
]


def stations(count: int) -> list[SimpleNamespace]:
    """Stations of as many places, as a province registers them: one telephone each, all from one list."""
    return [
        channel(
            "phone",
            "Trực ban Công an xã",
            f"0000 000 {number:03}",
            f"tel:0000000{number:03}",
            area=f"Xã Mẫu {number}",
            english=words("Duty desk of the commune police"),
        )
        for number in range(1, count + 1)
    ]


DOORS = {"gop-y": [channel("visit", "Nơi tiếp công dân", "Trụ sở Công an tỉnh")], "kien-nghi": []}


def fact(group: str, label: str, text: str, text_en: str = "", label_en: str = "") -> SimpleNamespace:
    """A fact of the registry."""
    return SimpleNamespace(
        **{"group": group, "label": label, "text": text, "source": f"Luật mẫu về {label or group}"},
        **{"text_en": text_en, "label_en": label_en, "to_confirm": "hỏi lại đơn vị"},
    )


FACTS = {
    "call": [fact("call", "", "113 gọi miễn phí.", "Calls to 113 are free.")],
    "tip": [fact("tip", "", "Mọi tố giác đều phải được tiếp nhận.", "Every report must be received.")],
    "after": [
        fact("after", "3 ngày làm việc", "Thông báo đã nhận tin.", "You are told it was received.", "3 working days"),
        fact("after", "20 ngày", "Thời hạn giải quyết."),
    ],
    "rights": [fact("rights", "", "Đề nghị giữ bí mật.", "Ask for secrecy.")],
    "petition": [fact("petition", "", "Nêu rõ họ tên, địa chỉ.")],
    "wanted": [],
    "traces": [fact("traces", "Nhà mạng", "có thể biết.", "may see.", "Your provider")],
}
TOPICS = [
    SimpleNamespace(
        key="ma-tuy",
        heading="Biết nơi mua bán ma túy?",
        sentence="Báo tin để ngăn chặn.",
        advice=("Không tự vào xem.", "Nhớ biển số, giờ giấc."),
        channels=(PHONE,),
    ),
    SimpleNamespace(key="giao-thong", heading="Tai nạn?", sentence="Gọi ngay.", advice=(), channels=()),
]
