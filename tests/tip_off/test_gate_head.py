"""The gate on what stands in the head of a tip-off page, on its stylesheet, and who it says has put something there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plugins.tip_off.policy import page_policy
from tests.tip_off.sound_page import (
    CHARSET,
    CSP,
    EXPECTED,
    HERE,
    INLINE,
    PAGE,
    REFERRER,
    SCRIPT,
    SHEET,
    SITE,
    STYLESHEET,
    sheet_of,
    told,
    write_site,
)

IN_HEAD = {
    "preload": ('<link rel="preload" href="/a.woff2">', "preload"),
    "prefetch": ('<link rel="prefetch" href="/a/">', "prefetch"),
    "prerender": ('<link rel="prerender" href="/a/">', "prerender"),
    "dns-prefetch": ('<link rel="dns-prefetch" href="https://a.example">', "dns-prefetch"),
    "preconnect": ('<link rel="preconnect" href="https://a.example">', "preconnect"),
    "modulepreload": ('<link rel="modulepreload" href="/a.js">', "modulepreload"),
    "manifest": ('<link rel="manifest" href="/a.webmanifest">', "manifest"),
    "favicon file": ('<link rel="icon" href="/theme/icons/favicon.svg">', "icon"),
    "touch icon": ('<link rel="apple-touch-icon" href="/a.png">', "apple-touch-icon"),
    "shortcut icon": ('<link rel="shortcut icon" href="data:,">', "shortcut icon"),
    "feed": (
        '<link rel="alternate" type="application/atom+xml" href="/feeds/tin-moi.xml">',
        "thuộc tính type",
    ),
    "alternate elsewhere": ('<link rel="alternate" hreflang="en" href="https://a.example/">', "alternate"),
    "canonical elsewhere": ('<link rel="canonical" href="https://a.example/">', "canonical"),
    "canonical with a query": (f'<link rel="canonical" href="{SITE}/to-giac-toi-pham/?a=1">', "canonical"),
    "link without rel": ('<link href="/a.css">', "rel=“”"),
    "two rels": (f'<link rel="alternate stylesheet" href="{STYLESHEET}">', "alternate stylesheet"),
    "second stylesheet": ('<link rel="stylesheet" href="/theme/other.css">', "có hai tệp trình bày"),
    "stylesheet elsewhere": ('<link rel="stylesheet" href="https://a.example/theme/a.css">', "stylesheet"),
    "stylesheet of no scheme": ('<link rel="stylesheet" href="//a.example/theme/a.css">', "stylesheet"),
    "stylesheet with a query": ('<link rel="stylesheet" href="/theme/a.css?v=1">', "stylesheet"),
    "stylesheet outside the theme": ('<link rel="stylesheet" href="/theme/../a.css">', "stylesheet"),
    "alternative stylesheet": ('<link rel="STYLESHEET" href="/theme/a.css">', "STYLESHEET"),
    "stylesheet that may fail": ('<link rel="stylesheet" href="/theme/a.css" onerror="f()">', "onerror"),
    "style": ("<style>body{}</style>", "<style>"),
    "base": ('<base href="/a/">', "<base>"),
    "noscript": ('<noscript><link rel="stylesheet" href="/a.css"></noscript>', "<noscript>"),
    "refresh": ('<meta http-equiv="refresh" content="0; url=https://a.example/">', "refresh"),
    "refresh in capitals": ('<meta HTTP-EQUIV="Refresh" content="0">', "refresh"),
    "cookie": ('<meta http-equiv="set-cookie" content="a=b">', "set-cookie"),
    "dns control": ('<meta http-equiv="x-dns-prefetch-control" content="on">', "x-dns-prefetch-control"),
    "client hints": ('<meta http-equiv="delegate-ch" content="a https://a.example">', "delegate-ch"),
    "report only": ('<meta http-equiv="Content-Security-Policy-Report-Only" content="a">', "report-only"),
    "origin trial": ('<meta http-equiv="origin-trial" content="a">', "origin-trial"),
    "sharing": ('<meta property="og:title" content="a">', "property"),
    "monetization": ('<meta name="monetization" content="a">', "monetization"),
    "name and http-equiv": ('<meta name="robots" http-equiv="refresh" content="0">', "refresh"),
    "charset again": ('<meta charset="utf-16">', "utf-8"),
    "unsafe referrer": ('<meta name="referrer" content="unsafe-url">', "referrer"),
    "referrer again": (REFERRER, "có hai <meta name=“referrer”>"),
    "policy again": (CSP, "có hai chính sách"),
    "external script": ('<script src="/theme/site.js" defer></script>', "src"),
    "paragraph": ("<p>a</p>", "trong <head> không được có thẻ <p>"),
    "words": ("a", "có chữ ở ngoài <body>"),
    "no-break space": ("\xa0", "có chữ ở ngoài <body>"),
}


@pytest.mark.parametrize(("piece", "named"), IN_HEAD.values(), ids=IN_HEAD)
def test_refused_in_the_head(tmp_path: Path, piece: str, named: str) -> None:
    lines = told(write_site(tmp_path, vietnamese=PAGE.replace("</head>", f"{piece}</head>")))
    assert [line for line in lines if named in line], lines


CHANGED = {
    "a weaker policy": (
        CSP,
        CSP.replace("default-src 'none'", "default-src 'self'"),
        "(CSP) của trang tố giác đã bị đổi",
    ),
    "another hash": (CSP, CSP.replace(SCRIPT.hash, "sha256-AAAA"), "(CSP) của trang tố giác đã bị đổi"),
    "unsafe-inline": (
        CSP,
        CSP.replace("script-src ", "script-src 'unsafe-inline' "),
        "(CSP) của trang tố giác đã bị đổi",
    ),
    "late policy": (f"{CHARSET}\n{CSP}", f"{CHARSET}\n{SHEET}\n{CSP}", "không đứng ngay sau"),
    "policy after the script": (f"{CSP}\n", "", "thiếu chính sách"),
    "policy after words": (f"{CHARSET}\n{CSP}", f"{CHARSET} a {CSP}", "có chữ ở ngoài <body>"),
    "policy without a head": ("<head>\n", "", "không đứng ngay sau"),
    "changed exit script": (INLINE, INLINE.replace("keydown", "keyup"), "không phải mã thoát nhanh"),
    "exit script and more": (INLINE, INLINE.replace("</script>", "\n</script>"), "không phải mã thoát nhanh"),
    "exit script in a comment": (INLINE, f"<!--{INLINE}-->", "chú thích"),
    "exit script with a space at its end": (INLINE, INLINE.replace("</script>", "</script x>"), "viết sai"),
    "exit script without an end": (INLINE, INLINE.replace("</script>", ""), "không phải mã thoát nhanh"),
    "empty exit script": (INLINE, "<script></script>", "không phải mã thoát nhanh"),
    "tag in the title": ("<title>", "<title><p>", "trong <title> không được có thẻ <p>"),
    "comment in the title": ("<title>", "<title><!--", "chú thích"),
    "mark before the page": ("<!DOCTYPE html>", "\ufeff<!DOCTYPE html>", "có chữ ở ngoài <body>"),
    "old doctype": ("<!DOCTYPE html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">', "khai báo"),
    "words after the page": ("</html>", "</html>a", "có chữ ở ngoài <body>"),
    "tag after the page": ("</html>", "</html><p>a</p>", "ở ngoài <body>"),
    "handler of the body": ("<body ", '<body onload="f()" ', "onload"),
    "manifest of the page": ('<html lang="vi">', '<html lang="vi" manifest="/a">', "manifest"),
}


@pytest.mark.parametrize(("before", "after", "named"), CHANGED.values(), ids=CHANGED)
def test_changed(tmp_path: Path, before: str, after: str, named: str) -> None:
    assert before in PAGE
    lines = told(write_site(tmp_path, vietnamese=PAGE.replace(before, after)))
    assert [line for line in lines if named in line], lines


def test_the_policy_names_the_script_and_nothing_else() -> None:
    assert page_policy("sha256-a=") == (
        "default-src 'none'; style-src 'self'; script-src 'sha256-a='; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


SHEETS = {
    "import": "@import '/theme/b.css';",
    "import in capitals": "@IMPORT url(/b.css);",
    "import with an escape": "@\\69mport '/theme/b.css';",
    "address": "a{background:url(https://a.example/a.png)}",
    "address in quotes": "a{background:url( 'http://a.example/a.png' )}",
    "address without scheme": "a{background:url(//a.example/a.png)}",
    "address with backslashes": "a{background:url(\\\\\\\\a.example)}",
    "function with an escape": "a{background:u\\72 l(//a.example/a.png)}",
    "address with an escape": "a{background:url(\\2f/a.example)}",
    "address without slashes": "a{background:url(https:a.example)}",
    "image set": 'a{background:image-set("https://a.example/a.png" 1x)}',
    "broken address": "a{background:url('ht\\\ntps://a.example')}",
    "behind a comment in words": 'a{content:"/*";background:url(//a.example)}b{content:"*/"}',
    "address behind a control character": "a{background:url('\\1 https://a.example/a.png')}",
    "address behind a raw control character": "a{background:url(\x01//a.example/a.png)}",
    "address behind control characters and spaces": 'a{background:image-set(" \\1f \x0e https:a.example" 1x)}',
    "font": "@font-face{font-family:a;src:url(//a.example/a.woff2)}",
}


@pytest.mark.parametrize("css", SHEETS.values(), ids=SHEETS)
def test_refused_stylesheet(tmp_path: Path, css: str) -> None:
    css = f"p{{color:red}}{css}"
    (line,) = told(write_site(tmp_path, css=css))
    assert line.startswith(f"{sheet_of(css).lstrip('/')}: lỗi: tệp trình bày của trang tố giác")
    assert ("@import" in line) == ("mport" in css.lower())
    assert "theme/static/css" in line


@pytest.mark.parametrize(
    "css",
    ["a{background:url(/theme/a.png)}", "@font-face{font-family:a;src:url(/theme/a.woff2)}",
     "a{fill:url(#a)}", "a{background:url(data:image/png;base64,//8A)}",
     'a[href^="http"]::after{content:" (" attr(href) ")"}', "/* (c) Tên */a{}"],
)  # fmt: skip
def test_allowed_stylesheet(tmp_path: Path, css: str) -> None:
    assert told(write_site(tmp_path, css=css)) == []


def test_missing_stylesheet(tmp_path: Path) -> None:
    (write_site(tmp_path) / STYLESHEET.lstrip("/")).unlink()
    (line,) = told(tmp_path)
    assert line.startswith(f"{STYLESHEET.lstrip('/')}: lỗi: tệp trình bày của trang tố giác không có trong bản dựng")


def test_who_has_put_it_there(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    (templates / "components").mkdir(parents=True)
    (templates / "components" / "mark.html").write_text('{# a #}\n<img src="/a.png">\n', "utf-8")
    page = PAGE.replace(HERE, '<img src="/a.png"><img src="/b.png">')
    site = write_site(tmp_path / "site", vietnamese=page)
    theirs, unknown = told(site, replace(EXPECTED, templates=(templates,)))
    assert "components/mark.html, dòng 2" in theirs
    assert "nếu không mẫu nào viết như vậy, một plugin đã thêm vào" in unknown
