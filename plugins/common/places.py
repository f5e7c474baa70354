"""Addresses of the pages that every portal has; pelicanconf.py says in which files they are written."""

FRONT = "/"
TIP_OFF = "/to-giac-toi-pham/"
STATISTICS = "/thong-ke/"
ARCHIVE = "/luu-tru/"
KEYWORDS = "/tu-khoa/"
NOT_FOUND = "/404.html"
SITE_FEED = "/feeds/tin-moi.xml"
#: The pages that sitemaps name.
STANDING = (FRONT, TIP_OFF, STATISTICS, ARCHIVE, KEYWORDS)
