"""Addresses of the pages that every portal has; pelicanconf.py says in which files they are written."""

FRONT = "/"
TIP_OFF = "/to-giac-toi-pham/"
#: Below the Vietnamese one: what a web server does for that path it does for this page too.
TIP_OFF_ENGLISH = "/to-giac-toi-pham/en/"
#: The service worker of the tip-off pages; at the top, where a browser lets it have any scope.
WORKER = "/sw.js"
STATISTICS = "/thong-ke/"
ARCHIVE = "/luu-tru/"
KEYWORDS = "/tu-khoa/"
EVENTS = "/su-kien/"
NOT_FOUND = "/404.html"
SITE_FEED = "/feeds/tin-moi.xml"
#: The pages that sitemaps name.
STANDING = (FRONT, TIP_OFF, TIP_OFF_ENGLISH, STATISTICS, ARCHIVE, KEYWORDS, EVENTS)
