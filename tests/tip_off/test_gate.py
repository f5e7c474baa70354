"""The gate: each thing that must not be on a tip-off page is refused by name, in both languages; nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tip_off.sound_page import (
    BAR,
    CHARSET,
    CSP,
    ENGLISH,
    EXIT,
    HERE,
    HERE_LINE,
    ICON,
    INLINE,
    PAGE,
    REFERRER,
    SCRIPT,
    SHEET,
    SITE,
    SKIP,
    STATUS,
    sound,
    told,
    write_site,
)

#: What may be in the body by mistake or malice: the piece, and what the message must name.
IN_BODY = {
    "img": ('<img src="/_v/hit.gif" alt="">', "<img>"),
    "image": ('<image src="/a.png">', "<image>"),
    "picture": ('<picture><source srcset="/a.avif"></picture>', "<picture>"),
    "source": ('<source srcset="/a.avif">', "<source>"),
    "iframe": ('<iframe src="https://a.example/"></iframe>', "<iframe>"),
    "object": ('<object data="/a.pdf"></object>', "<object>"),
    "embed": ('<embed src="/a.pdf">', "<embed>"),
    "video": ('<video src="/a.mp4"></video>', "<video>"),
    "audio": ('<audio src="/a.mp3"></audio>', "<audio>"),
    "track": ('<track src="/a.vtt">', "<track>"),
    "canvas": ("<canvas></canvas>", "<canvas>"),
    "form": ('<form action="/gui/"></form>', "<form>"),
    "input": ('<input name="tin">', "<input>"),
    "textarea": ("<textarea></textarea>", "<textarea>"),
    "select": ("<select><option>a</option></select>", "<select>"),
    "map": ('<map name="a"><area href="/a/"></map>', "<area>"),
    "math": ("<math><mi>x</mi></math>", "<math>"),
    "template": ("<template><p>a</p></template>", "<template>"),
    "slot": ("<slot></slot>", "<slot>"),
    "custom element": ("<x-visits></x-visits>", "<x-visits>"),
    "noscript picture": ('<noscript><img src="/_v/hit.gif" alt=""></noscript>', "<noscript>"),
    "plaintext": ("<plaintext>", "<plaintext>"),
    "xmp": ("<xmp><img src=x></xmp>", "<xmp>"),
    "base": ('<base href="https://a.example/">', "<base>"),
    "style element": ("<style>@import url(//a.example)</style>", "<style>"),
    "external script": ('<script src="https://a.example/a.js"></script>', "src"),
    "module": ('<script type="module">1</script>', "type"),
    "script with nonce": (f'<script nonce="a">{SCRIPT.text}</script>', "nonce"),
    "second script": ("<script>fetch('/a')</script>", "mã lệnh trên trang tố giác không phải mã thoát nhanh"),
    "exit script twice": (INLINE, "có hai mã thoát nhanh"),
    "JSON-LD": ('<script type="application/ld+json">{"@type":"WebPage"}</script>', "type"),
    "speculation rules": ('<script type="speculationrules">{"prefetch":[]}</script>', "type"),
    "submit": ("<button>Gửi</button>", "type=“button”"),
    "typed submit": ('<button type="submit">Gửi</button>', "type=“button”"),
    "formaction": ('<button type="button" formaction="/a/">Gửi</button>', "formaction"),
    "style attribute": ('<p style="background:url(//a.example)">a</p>', "style"),
    "event handler": ('<p onclick="f()">a</p>', "onclick"),
    "handler in capitals": ('<p ONMOUSEOVER="f()">a</p>', "onmouseover"),
    "background": ('<table background="/a.png"><tr><td>a</td></tr></table>', "background"),
    "srcset": ('<p srcset="/a.png 2x">a</p>', "srcset"),
    "ping": ('<a href="/a/" ping="/dem">a</a>', "ping"),
    "target": ('<a href="/a/" target="_blank">a</a>', "target"),
    "download": ('<a href="/a.pdf" download>a</a>', "download"),
    "attributionsrc": ('<a href="/a/" attributionsrc>a</a>', "attributionsrc"),
    "referrerpolicy": ('<a href="/a/" referrerpolicy="unsafe-url">a</a>', "referrerpolicy"),
    "unknown attribute": ('<p data-src="/_v/stats.json">a</p>', "data-src"),
    "namespace": ('<p xmlns:x="a">a</p>', "xmlns:x"),
    "same attribute twice": ('<a href="/a/" href="/b/">a</a>', "hai thuộc tính href"),
    "no rel": ('<a href="https://a.example/">a</a>', "noreferrer noopener"),
    "half of rel": ('<a href="https://a.example/" rel="noopener">a</a>', "noreferrer noopener"),
    "opener": ('<a href="https://a.example/" rel="noreferrer noopener opener">a</a>', "opener"),
    "onion": ('<a href="http://abcdefgh234567.onion/" rel="noreferrer noopener">a</a>', ".onion"),
    "onion in capitals": ('<a href="https://abcdefgh234567.ONION" rel="noreferrer noopener">a</a>', ".onion"),
    "link with the article": ('<a href="/gop-y/?bai=/2021/ten-bai/">a</a>', "sau dấu hỏi"),
    "whole link with the article": (f'<a href="{SITE}/a/?bai=5" rel="noreferrer noopener">a</a>', "sau dấu hỏi"),
    "mail with the article": ('<a href="mailto:a@b.vn?subject=Ten">a</a>', "sau dấu hỏi"),
    "share": (
        '<a href="https://a.example/share?u=https%3A%2F%2Fcongan.example%2F" rel="noreferrer noopener">a</a>',
        "mang theo địa chỉ",
    ),
    "exit to elsewhere": (
        '<a data-exit href="https://a.example/" rel="noreferrer noopener">a</a>',
        "liên kết thoát nhanh dẫn tới nơi khác",
    ),
    "exit without address": ("<a data-exit>a</a>", "không có địa chỉ"),
    "meta in the body": ('<meta http-equiv="refresh" content="0; url=/a/">', "refresh"),
    "stylesheet in the body": (SHEET, "chỉ được ở trong <head>"),
    "title in the body": ("<title>a</title>", "chỉ được ở trong <head>"),
    "second body": ("<body>", "<body> không đúng chỗ"),
    "second h1": ("<h1>a</h1>", "có hai thẻ <h1>"),
    "comment": ("<!-- chú thích -->", "chú thích"),
    "conditional comment": ("<!--[if IE]><img src=x><![endif]-->", "chú thích"),
    "comment that ends early": ("<!--><img src=x>-->", "chú thích"),
    "CDATA": ("<![CDATA[<img src=x>]]>", "khai báo"),
    "processing instruction": ('<?xml-stylesheet href="//a.example"?>', "khai báo"),
    "declaration": ("<!ENTITY a>", "khai báo"),
    "second doctype": ("<!DOCTYPE html SYSTEM 'a'>", "khai báo"),
    "tag within a tag": ('<p title="x" <img src=x>', "viết sai"),
    "value without quotes": ("<p title=a>a</p>", "viết sai"),
    "quote without an end": ('<p title="a>a</p>', "viết sai"),
    "slash between attributes": ('<p/title="a"/onclick="f()">a</p>', "viết sai"),
    "no space between attributes": ('<p title="a"onclick="f()">a</p>', "viết sai"),
    "tag in a value": ('<p title="</title><img src=x>">a</p>', "viết sai"),
    "stray end": ("</p>", "</p> không khớp"),
    "end with attributes": ("<p>a</p title='>'>", "viết sai"),
    "empty end": ("a</>b", "viết sai"),
    "stray bracket": ("a < b", "viết sai"),
    "paragraph that closes itself": ("<p/>", "tự đóng"),
    "not closed": ("<div>", "<div> không được đóng"),
    "NUL": ("a\x00b", "U+0000"),
    "NUL in a name": ("<p\x00onclick='f()'>a</p>", "viết sai"),
    "escape": ("a\x1bb", "U+001B"),
    "no-break space in a tag": ("<p\xa0title='a'>a</p>", "viết sai"),
}
#: Addresses that no link may have.
ADDRESSES = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java&Tab;script&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:a",
    "data:text/html,a",
    "data:,",
    "blob:https://a.example/1",
    "file:///etc/passwd",
    "ftp://a.example/",
    "sms:113",
    "intent://a#Intent;end",
    "//a.example/",
    "/\\a.example/",
    "\\\\a.example/",
    "/\t/a.example/",
    "&sol;&sol;a.example/",
    "https:/a.example/",
    "https:a.example",
    "https://user@a.example/",
    "https://a.example\\@b.example/",
    "https://",
    "tel:113;ext=1",
    "tel:*21#",
    "trang-khac/",
    "../trang-khac/",
    "?a=1",
    "/a/?",
    "",
]


@pytest.mark.parametrize("language", ["vietnamese", "english"])
@pytest.mark.parametrize(("piece", "named"), IN_BODY.values(), ids=IN_BODY)
def test_refused_in_the_body(tmp_path: Path, piece: str, named: str, language: str) -> None:
    page = sound(ENGLISH) if language == "english" else PAGE
    lines = told(write_site(tmp_path, **{language: page.replace(HERE, piece)}))
    file = "to-giac-toi-pham/en/index.html" if language == "english" else "to-giac-toi-pham/index.html"
    assert all(line.startswith(file) for line in lines)
    assert [line for line in lines if named in line], lines
    assert all(": lỗi: " in line and "Cách sửa: " in line for line in lines)


@pytest.mark.parametrize("address", ADDRESSES, ids=ascii)
def test_refused_address(tmp_path: Path, address: str) -> None:
    piece = f'<a href="{address}" rel="noreferrer noopener">a</a>'
    lines = told(write_site(tmp_path, vietnamese=PAGE.replace(HERE, piece)))
    assert len(lines) == 1, lines
    assert "_data/contacts.yml" in lines[0] or "viết sai" in lines[0]


@pytest.mark.parametrize(
    "address",
    ["/", "/a/", "/_van/", f"{SITE}/a/",
     "/2021/ten-bai/#phần-2", "#cua-2", "#", "tel:113", "tel:02323822113", "tel:+84(232)3822.113",
     "mailto:TIN@congan.example",
     "mailto:tin.bao@tinh.gov.vn", "https://a.example", "https://a.example:8443/b/?c=d#e", "http://a.gov.vn/", EXIT],
)  # fmt: skip
def test_allowed_address(tmp_path: Path, address: str) -> None:
    piece = f'<a href="{address}" rel="noreferrer noopener">a</a>'
    assert told(write_site(tmp_path, vietnamese=PAGE.replace(HERE, piece))) == []


STRANGERS = {
    "a number": ("tel:0900000000", "số điện thoại"),
    "the number of an international call": ("tel:+1900000000", "số điện thoại"),
    "half of a known number": ("tel:0232382211", "số điện thoại"),
    "an address": ("mailto:tin@congan.tinh.gov.vn", "địa chỉ thư"),
    "another host": ("https://dem.example/", "một trang ngoài"),
    "a host below a known one": ("https://x.a.example/", "một trang ngoài"),
    "the host of the exit, but not the exit": (f"{EXIT}a/", "một trang ngoài"),
}


@pytest.mark.parametrize(("address", "named"), STRANGERS.values(), ids=STRANGERS)
def test_an_address_that_no_registry_names(tmp_path: Path, address: str, named: str) -> None:
    piece = f'<a href="{address}" rel="noreferrer noopener">a</a>'
    (line,) = told(write_site(tmp_path, vietnamese=PAGE.replace(HERE, piece)))
    assert named in line
    assert "không có trong danh bạ" in line
    assert "thêm nó vào _data/contacts.yml" in line


@pytest.mark.parametrize(
    "address",
    ["/_v/hit.gif", "/_v", "/_V/hit", "/%5fv/hit", "/a/../_v/hit", "/a/%2e%2e/_v/", "/./sw.js", "/sw.js#a",
     f"{SITE}/_v/hit", f"{SITE}//_v/hit", f"{SITE}/sw.js"],
)  # fmt: skip
def test_own_addresses_that_are_no_pages(tmp_path: Path, address: str) -> None:
    piece = f'<a href="{address}" rel="noreferrer noopener">a</a>'
    (line,) = told(write_site(tmp_path, vietnamese=PAGE.replace(HERE, piece)))
    assert "không phải là trang để đọc" in line


def test_a_reference_that_browsers_may_end_elsewhere(tmp_path: Path) -> None:
    piece = '<a href="https://a.example/?a=1&copy=2" rel="noreferrer noopener">a</a>'
    lines = told(write_site(tmp_path, vietnamese=PAGE.replace(HERE, piece)))
    assert len(lines) == 1
    assert "viết &amp; thay cho &" in lines[0]


DRAWINGS = {
    "image": '<image href="/a.png"/>',
    "use": '<use href="#a"/>',
    "foreignObject": "<foreignObject></foreignObject>",
    "animate": '<animate attributeName="href"/>',
    "set": '<set attributeName="href" to="javascript:f()"/>',
    "script": "<script>f()</script>",
    "link": '<a href="/a/"></a>',
    "style": "<style>a{}</style>",
    "title": "<title>a</title>",
    "metadata": "<metadata></metadata>",
    "filter": '<filter id="a"/>',
    "words": "<p>a</p>",
    "svg": "<svg></svg>",
}


@pytest.mark.parametrize("piece", DRAWINGS.values(), ids=DRAWINGS)
def test_refused_in_a_drawing(tmp_path: Path, piece: str) -> None:
    lines = told(write_site(tmp_path, vietnamese=PAGE.replace(HERE, f"<svg>{piece}</svg>")))
    assert [line for line in lines if piece.split(">")[0].split()[0].strip("</").lower() in line.lower()], lines


@pytest.mark.parametrize(
    ("attribute", "named"),
    [
        ('href="/a.svg"', "href"),
        ('xlink:href="/a.svg"', "xlink:href"),
        ('onload="f()"', "onload"),
        ('style="fill:url(/a)"', "style"),
        ('fill="url(https://a.example/#b)"', "fill"),
        ('fill="URL(#b)"', "fill"),
        ('stroke="u\\72l(//a)"', "stroke"),
        ('filter="url(#a)"', "filter"),
        ('mask="url(#a)"', "mask"),
    ],
)
def test_refused_attribute_of_a_drawing(tmp_path: Path, attribute: str, named: str) -> None:
    lines = told(write_site(tmp_path, vietnamese=PAGE.replace(HERE, f"<svg><path {attribute}/></svg>")))
    assert len(lines) == 1
    assert f"thuộc tính {named}" in lines[0]


def test_a_shape_outside_a_drawing(tmp_path: Path) -> None:
    (line,) = told(write_site(tmp_path, vietnamese=PAGE.replace(HERE, '<path d="M0 0"/>')))
    assert "thẻ <path> không được ở ngoài <svg>" in line


MISSING = {
    "bar": (BAR, "thiếu liên kết thoát nhanh"),
    "skip link": (SKIP, "thiếu liên kết thoát nhanh"),
    "number": ('<a href="tel:113"><b>113</b> Công an</a>', "thiếu số khẩn cấp nhìn thấy được: “113”"),
    "second number": ("<a href='tel:114'>114</a>", "thiếu số khẩn cấp nhìn thấy được: “114”"),
    "region of the exit": (STATUS, "vùng báo thoát nhanh"),
    "exit script": (INLINE, "thiếu mã thoát nhanh"),
    "policy": (CSP, "thiếu chính sách nội dung (CSP)"),
    "charset": (CHARSET, "không đứng ngay sau <meta charset>"),
    "doctype": ("<!DOCTYPE html>\n", "không đứng ngay sau <meta charset>"),
    "no-referrer": (REFERRER, "thiếu <meta name=“referrer”>"),
    "icon": (ICON, "favicon"),
    "h1": ("<h1>Tố giác, tin báo về tội phạm</h1>", "thiếu thẻ <h1>"),
    "title": ("<title>Tố giác, tin báo về tội phạm – Công an &amp; nhân dân</title>", "thiếu thẻ <title>"),
    "language": (' lang="vi"', "ngôn ngữ"),
}


@pytest.mark.parametrize(("piece", "named"), MISSING.values(), ids=MISSING)
def test_missing(tmp_path: Path, piece: str, named: str) -> None:
    assert piece in PAGE
    lines = told(write_site(tmp_path, vietnamese=PAGE.replace(piece, "")))
    assert len(lines) == 1
    assert named in lines[0]


def test_missing_stylesheet(tmp_path: Path) -> None:
    lines = told(write_site(tmp_path, vietnamese=PAGE.replace(SHEET, "")))
    assert [line for line in lines if "thiếu tệp trình bày" in line]


def test_a_sound_site_and_nothing_is_told(tmp_path: Path) -> None:
    assert told(write_site(tmp_path)) == []


@pytest.mark.parametrize("file", ["to-giac-toi-pham/index.html", "to-giac-toi-pham/en/index.html"])
def test_missing_page(tmp_path: Path, file: str) -> None:
    (write_site(tmp_path) / file).unlink()
    (line,) = told(tmp_path)
    assert line.startswith(f"{file}: lỗi: trang tố giác không có trong bản dựng")


def test_page_in_another_encoding(tmp_path: Path) -> None:
    (write_site(tmp_path) / "to-giac-toi-pham/index.html").write_bytes(PAGE.encode("utf-16"))
    (line,) = told(tmp_path)
    assert "không phải bảng mã UTF-8" in line


def test_the_line_and_all_mistakes_in_one_run(tmp_path: Path) -> None:
    page = PAGE.replace(HERE, '<img src="/a.png" alt="">').replace("</main>", "<iframe></iframe></main>")
    lines = told(write_site(tmp_path, vietnamese=page))
    assert lines[0].startswith(
        f"to-giac-toi-pham/index.html:{HERE_LINE}: lỗi: trang tố giác không được có thẻ <img>: “<img "
    )
    assert "<iframe>" in lines[1]
