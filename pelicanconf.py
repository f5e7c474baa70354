"""Every setting of the portal, for working locally; publishconf.py changes what differs when publishing.

docs/settings.md explains each one.
"""

import logging
import os

# Site: the agency. Everything in PORTAL is a sample until `sample` is False.
PORTAL = {
    "sample": True,
    "name": "Công an tỉnh Trường Giang",
    "kicker": "Trang thông tin điện tử",
    "unit": "Công an tỉnh Trường Giang",
    "province": "Trường Giang",
    "address": "Địa chỉ trụ sở (mẫu, cơ quan điền)",
    "telephone": "",
    "email": "",
    "responsible_editor": "Họ tên người chịu trách nhiệm nội dung (mẫu, cơ quan điền)",
    "licence": "Số giấy phép (mẫu, cơ quan điền)",
    "licence_line": "Ghi rõ nguồn “Công an tỉnh Trường Giang” khi phát hành lại thông tin từ trang này.",
    "url": "https://congan.truonggiang.example",
}
SITENAME = PORTAL["name"]
SITEURL = ""  # links of our own begin at the root; what must be absolute takes PORTAL["url"]
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
# The build's clock, in any date form of docs/bien-tap.md; None is the moment the build begins.
NOW = os.environ.get("SITE_NOW")

# Paths and URLs. An article's address holds its year and its frozen slug: it survives a new title or section.
PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = ".cache"
CACHE_MAX_MB = 2048  # of the build's store below it
PELICAN_CLASS = "plugins.PortalPelican"
JOBS = None  # processes that read and render; None is one for each core
ARTICLE_PATHS = [""]
ARTICLE_EXCLUDES = ["pages", "_data", "images", "documents"]
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []  # plugins.media publishes what published pages use, and nothing else
IGNORE_FILES = [".*", "__pycache__", "_index.md", "*~"]
ARTICLE_URL = "{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = "{date:%Y}/{slug}/index.html"
ARTICLE_LANG_URL, ARTICLE_LANG_SAVE_AS = ARTICLE_URL, ARTICLE_SAVE_AS
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
PAGE_LANG_URL, PAGE_LANG_SAVE_AS = PAGE_URL, PAGE_SAVE_AS
DRAFT_URL = DRAFT_LANG_URL = DRAFT_PAGE_URL = DRAFT_PAGE_LANG_URL = "ban-nhap/{slug}/"
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = "ban-nhap/{slug}/index.html"
CATEGORY_SAVE_AS = TAG_SAVE_AS = ""  # plugins.sections writes all lists, not quadratically
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = ""
YEAR_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_SAVE_AS = DAY_ARCHIVE_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "archives", "tags", "events", "statistics", "tip_off", "tip_off_english", "404"]
ARCHIVES_URL, ARCHIVES_SAVE_AS = "luu-tru/", "luu-tru/index.html"
TAGS_URL, TAGS_SAVE_AS = "tu-khoa/", "tu-khoa/index.html"
EVENTS_URL, EVENTS_SAVE_AS = "su-kien/", "su-kien/index.html"
STATISTICS_URL, STATISTICS_SAVE_AS = "thong-ke/", "thong-ke/index.html"
TIP_OFF_URL, TIP_OFF_SAVE_AS = "to-giac-toi-pham/", "to-giac-toi-pham/index.html"
TIP_OFF_ENGLISH_URL, TIP_OFF_ENGLISH_SAVE_AS = "to-giac-toi-pham/en/", "to-giac-toi-pham/en/index.html"
DEFAULT_PAGINATION = 20  # articles of a full page; plugins.sections numbers pages from the oldest
PAGINATED_TEMPLATES: dict[str, int | None] = {}

# Reading: one reader of our own; Pelican's cache and typography are off, for ours happen inside it.
READERS = {"rst": None, "html": None}
FORMATTED_FIELDS: list[str] = []
USE_FOLDER_AS_CATEGORY = False
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
CACHE_CONTENT = False
TYPOGRIFY = False
DEFAULT_DATE_FORMAT = "%Y"
DEFAULT_METADATA: dict[str, str] = {}
SUMMARY_MAX_LENGTH = None

# Plugins, in the order of plugins/__init__.py.
PLUGIN_PATHS = ["."]
PLUGINS = [
    "plugins.safe_output",
    "plugins.front_matter",
    "plugins.typography",
    "plugins.article_body",
    "plugins.media",
    "plugins.sections",
    "plugins.portal",
    "plugins.related_news",
    "plugins.visit_counter",
    "plugins.tip_off",
    "plugins.structured_data",
    "plugins.syndication",
    "plugins.assets",
    "plugins.rendering",
    "plugins.incremental",
]
SAFE_OUTPUT = {"plugins": PLUGINS}
# By topic of an article: the heading and the sentence of its tip-off tile, then the advice that the tip-off page gives.
# A number of the contact registry is named by its label: {Cấp cứu}.
TOPICS = {
    "ma-tuy": [
        "Anh, chị biết nơi mua bán, tàng trữ ma túy?",
        "Báo tin để ngăn chặn. Có thể không nêu tên.",
        "Không tự theo dõi, không hỏi mua để lấy bằng chứng.",
        "Nhớ nơi, giờ, biển số, đặc điểm của người và xe; chụp ảnh chỉ khi thật an toàn.",
        "Thấy bơm kim tiêm hoặc chất lạ: không chạm vào.",
    ],
    "lua-dao": [
        "Anh, chị bị lừa hoặc biết kẻ lừa đảo?",
        "Báo sớm, giữ lại tin nhắn và biên lai chuyển tiền.",
        "Vừa chuyển tiền: báo ngay cho ngân hàng của anh, chị.",
        "Không chuyển thêm tiền, kể cả để “lấy lại” số tiền đã mất.",
        "Giữ tin nhắn, số điện thoại, số tài khoản, địa chỉ trang mạng và biên lai; không xóa, không chỉnh sửa.",
        "Không đưa mật khẩu, mã OTP cho bất cứ ai, kể cả người tự xưng là công an.",
    ],
    "giao-thong": [
        "Anh, chị thấy vi phạm hoặc tai nạn giao thông?",
        "Báo tin kèm nơi, giờ, biển số nếu nhớ được.",
        "Có người bị thương: gọi {Cấp cứu} trước.",
        "Đứng ở nơi an toàn; không đuổi theo xe, không dùng điện thoại khi đang lái xe.",
        "Có ảnh, video: giữ bản gốc.",
    ],
    "chay-no": [
        "Anh, chị thấy nguy cơ cháy, nổ?",
        "Đang cháy: gọi {Chữa cháy}. Nguy cơ: báo cho nơi tiếp nhận gần nhất.",
        "Đang cháy: rời khỏi chỗ nguy hiểm trước, gọi sau.",
        "Thấy vật nghi là bom, mìn, pháo, thuốc nổ: không chạm vào, tránh xa, báo ngay.",
    ],
    "truy-na": [
        "Anh, chị thấy người bị truy nã?",
        "Gọi {Công an} hoặc báo cơ quan Công an gần nhất. Không tự bắt giữ.",
        "Không tự bắt giữ, không đến gần, không đi theo.",
        "Nhớ nơi, giờ, hướng đi, quần áo, xe và người đi cùng.",
        "Không đăng ảnh, tên hay nơi ở của người ấy lên mạng xã hội.",
    ],
    "an-ninh": [
        "Anh, chị biết thêm điều gì?",
        "Báo tin về tội phạm trên địa bàn. Có thể không nêu tên.",
        "Nói việc đã thấy, nơi, giờ; điều nghe kể thì nói rõ là nghe kể.",
        "Không tự theo dõi, không tự tìm bằng chứng.",
    ],
}
FRONT_MATTER = {"topics": list(TOPICS)}
TYPOGRAPHY: dict[str, object] = {}
ARTICLE_BODY: dict[str, object] = {}
MEDIA = {"widths": [480, 800, 1200]}
SECTIONS = {"notices": "thong-tin-tuyen-truyen"}
RELATED_NEWS = {"shown": 4, "floor": 0.18, "reasons": True}
VISIT_COUNTER = {"layout": "eight", "manifest": os.environ.get("SITE_MANIFEST", ".build/countable.json")}
TIP_OFF = {"topics": TOPICS, "exit_url": "https://nchmf.gov.vn/"}
SYNDICATION = {"feed_items": 30}
INCREMENTAL: dict[str, str] = {}  # `invoke build` fills it in
PORTAL_BLOCKS = {
    # A tile whose href is "" is left out and reported.
    "tiles": [
        {"label": "Tố giác tội phạm", "href": "/to-giac-toi-pham/", "icon": "phone"},
        {"label": "Văn bản chỉ đạo điều hành", "href": "", "icon": "document"},
        {"label": "Góp ý xây dựng phát triển Công an tỉnh", "href": "/gop-y/", "icon": "comment"},
        {"label": "Kiến nghị, phản ánh các vấn đề khác", "href": "/kien-nghi-phan-anh/", "icon": "petition"},
        {"label": "Email công vụ", "href": "", "icon": "mail", "staff": True},
    ],
    "footer_pages": ["gioi-thieu", "lien-he", "gop-y", "kien-nghi-phan-anh", "quyen-rieng-tu", "tro-nang"],
    "share": {
        "Zalo": "https://sp.zalo.me/share_inline?url={url}",
        "Facebook": "https://www.facebook.com/sharer/sharer.php?u={url}",
        "E-mail": "mailto:?subject={title}&body={url}",
    },
}

# Theme
THEME = "theme"
THEME_STATIC_PATHS: list[str] = []  # plugins.assets publishes stylesheet, script and icons
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "extensions": []}

# Feeds: plugins.syndication writes them.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

DELETE_OUTPUT_DIRECTORY = False
PUBLISHING = False  # what is a warning here is an error when publishing
LIST_UNCONFIRMED = True  # when publishing; `invoke check` only counts
# A figure's caption may say all that its picture shows; what lacks a description is for the editors' checks to tell.
LOG_FILTER = [(logging.WARNING, "Empty alt attribute for image %s in %s")]
