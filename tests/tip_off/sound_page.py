"""A tip-off page with which nothing is wrong, and the site it stands in."""

from __future__ import annotations

import hashlib
from pathlib import Path

from plugins.common import places
from plugins.common.problems import Report
from plugins.tip_off.gate import PAGES, Expected, Links, TipOffPage, check_folder
from plugins.tip_off.policy import page_policy
from plugins.tip_off.script import inline_script
from plugins.tip_off.worker import worker_script


def sheet_of(css: str) -> str:
    """The address of a stylesheet, as the portal names it."""
    return f"/theme/site.{hashlib.sha256(css.encode()).hexdigest()[:10]}.css"


SITE = "https://congan.example"
CSS = "body{color:#111}"
SCRIPT = inline_script('(()=>{let a=1<2&&3>2;document.addEventListener("keydown",()=>a)})();')
EXIT = "https://nchmf.gov.vn/"
WORKER = worker_script(places.WORKER)
LINKS = Links(
    hosts=frozenset({"vneid.gov.vn", "congan.tinh.gov.vn", "a.example", "a.gov.vn"}),
    telephones=frozenset({"02323822113"}),
    mail=frozenset({"tin@congan.example", "tin.bao@tinh.gov.vn"}),
)
EXPECTED = Expected(str(SCRIPT.text), SCRIPT.hash, EXIT, ("113", "114"), SITE, WORKER, offline=True, links=LINKS)
VIETNAMESE, ENGLISH = PAGES
CHARSET = '<meta charset="utf-8">'
CSP = f'<meta http-equiv="Content-Security-Policy" content="{page_policy(SCRIPT.hash)}">'
REFERRER = '<meta name="referrer" content="no-referrer">'
INLINE = f"<script>{SCRIPT.text}</script>"
OUT = 'rel="noreferrer noopener nofollow"'
SKIP = f'<a class="skip" data-exit href="{EXIT}" {OUT}>Thoát nhanh</a>'
BAR = f'<section class="exit" aria-label="Thoát"><a class="btn" data-exit href="{EXIT}" {OUT}>Thoát nhanh</a></section>'
STYLESHEET = sheet_of(CSS)
SHEET = f'<link rel="stylesheet" href="{STYLESHEET}">'
ICON = '<link rel="icon" href="data:,">'
DRAWING = '<svg class="ico" viewBox="0 0 24 24" aria-hidden="true"><path d="M3 5h18v14z" fill="none"/></svg>'
CHANNELS = f"""Thư: <a href="mailto:tin@congan.example">tin@congan.example</a>,
<a href="https://vneid.gov.vn/tin?muc=5" {OUT}>VNeID</a>,
<a href="http://congan.tinh.gov.vn" rel="noopener noreferrer">trang của tỉnh</a>"""
STATUS = (
    '<p class="vh" role="status" aria-live="assertive" data-exit-status data-after-one="Nhấn Shift hai lần nữa."></p>'
)
COPY = '<p class="box" hidden data-copy>Bản giữ sẵn từ <time data-copy-time></time>.</p>'
HERE = "<p>Chỗ để thêm.</p>"
"""A place in the body where tests put what must not be there; the line of it in the page is HERE_LINE."""

PAGE = f"""<!DOCTYPE html>
<html lang="vi">
<head>
{CHARSET}
{CSP}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tố giác, tin báo về tội phạm – Công an &amp; nhân dân</title>
<meta name="description" content="Khi nguy hiểm hãy gọi 113.">
{REFERRER}
<link rel="canonical" href="{SITE}/to-giac-toi-pham/">
<link rel="alternate" hreflang="en" href="{SITE}/to-giac-toi-pham/en/">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#17402e">
{ICON}
{SHEET}
{INLINE}
</head>
<body class="tipoff">
<nav class="skips" aria-label="Lối đi nhanh"><a class="skip" href="#noi-dung">Tới nội dung</a>{SKIP}</nav>
<header><a class="brand" href="/">{DRAWING} Công an</a>
<button class="btn menu" type="button" popovertarget="muc">Mục</button>
<nav id="muc" popover aria-label="Mục"><ul><li><a href="/2021/ten-bai/#phan-2">Bài</a></li></ul></nav></header>
<main id="noi-dung" tabindex="-1">
<h1>Tố giác, tin báo về tội phạm</h1>
<ul><li><a href="tel:113"><b>113</b> Công an</a></li><li><a href='tel:114'>114</a></li></ul>
{HERE}
<p>{CHANNELS}; giá 5 > 3.<br>
<time datetime="2026-11-22">22/11/2026</time></p>
{COPY}
</main>
{BAR}
{STATUS}
</body>
</html>
"""
HERE_LINE = PAGE[: PAGE.index(HERE)].count("\n") + 1


def sound(page: TipOffPage) -> str:
    """The page in its language."""
    return PAGE.replace('<html lang="vi">', f'<html lang="{page.lang}">')


def page_of(expected: Expected, page: TipOffPage) -> str:
    """A page with which nothing is wrong by the measure of another portal, whose registry names numbers only."""
    calls = "".join(f'<a href="tel:{number}">{number}</a>' for number in expected.numbers)
    text = sound(page).replace(HERE, f"<p>{calls}</p>").replace(CHANNELS, "").replace(str(SCRIPT.text), expected.script)
    return text.replace(SCRIPT.hash, expected.script_hash).replace(EXIT, expected.exit_url).replace(SITE, expected.site)


def write_site(folder: Path, css: str = CSS, **changed: str) -> Path:
    """A whole small site; ``changed`` are the texts of ``vietnamese``, ``english`` and ``worker`` where they differ."""
    texts = {
        VIETNAMESE.file: changed.get("vietnamese", sound(VIETNAMESE)).replace(STYLESHEET, sheet_of(css)),
        ENGLISH.file: changed.get("english", sound(ENGLISH)).replace(STYLESHEET, sheet_of(css)),
        sheet_of(css).lstrip("/"): css,
        "sw.js": changed.get("worker", WORKER),
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def told(folder: Path, expected: Expected = EXPECTED) -> list[str]:
    """What the gate says about a site, line by line."""
    report = Report()
    check_folder(folder, expected, report)
    return report.lines()
