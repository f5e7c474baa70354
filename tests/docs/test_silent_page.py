"""The tip-off page behind the real web servers: its headers on every answer, and no line in any log."""

import http.client
import socket
import ssl
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote, urlsplit

import pytest

from tests.docs.conftest import ABOUT, PAGE
from tests.fronts import FRONTS, NAME, READER, Answer, Front, nginx_front

TIP_OFF = "/to-giac-toi-pham"
AGENT = {"User-Agent": "Mozilla/5.0 (Linux; Android 14; SM-A155F)"}
MOVED = {301, 308}
ASKED = {
    f"{TIP_OFF}/": {200}, f"{TIP_OFF}/?a=1": {200}, f"{TIP_OFF}/index.html": {200, 308}, f"{TIP_OFF}/en/": {200},
    f"/{TIP_OFF}/": {200, 308}, f"{TIP_OFF}//en/": {200, 308}, f"/2026/..{TIP_OFF}/": {200, 308},
    "/to-giac%2Dtoi-pham/": {200}, f"{TIP_OFF}%2F": {200, 308},
    TIP_OFF: MOVED, f"{TIP_OFF}?a=1": MOVED, f"{TIP_OFF}/en": MOVED,
    f"{TIP_OFF}/khong-co/": {404}, f"{TIP_OFF}-cu/": {404}, "/to-giac%2Dtoi-pham/khong-co": {404},
    f"{TIP_OFF}/404.html": {404}, "/To-Giac-Toi-Pham/": {404}, "/to-giac": {404}, "/TOGIAC/": {404},
}  # fmt: skip
"""How somebody may write the page's address, and the statuses that answer it."""
BY_THEMSELVES = (
    *("/theme/site.0123456789.css", "/theme/site.ffffffffff.css", "/theme/icons/favicon.svg", "/sw.js", "/favicon.ico"),
    *("/images/a.jpg", "/images/khong-co.avif"),
    *("/apple-touch-icon.png", "/apple-touch-icon-120x120-precomposed.png", "/browserconfig.xml"),
    *("/.well-known/appspecific/com.chrome.devtools.json", "/.well-known/dnt-policy.txt", "/.well-known/gpc.json"),
)
"""What browsers ask for with a page, or without being told."""
SEARCHED = (
    *("/en/to-giac-toi-pham/", "/Tin/To-Giac", "/gui-togiac.html"),
    *("/tin/tố-giác", "/tin/TỐ GIÁC", "/gui_to_giac", "/2026/tô-giac/"),
)
"""Addresses of somebody who looks for the page."""
MISTYPED = (
    *(
        "/tố-giác-tội-phạm/",
        "/tố giác tội phạm",
        "/TỐ GIÁC",
        "/Tố-Giác/",
        "/to-giác",
        "/tô-giac",
        "/tổ-gìac",
        "/tốgiác",
    ),
    *(
        "/to giac toi pham",
        "/to_giac_toi_pham/",
        "/to+giac+toi+pham",
        "/to--giac",
        "/to.giac",
        "/to–giac",
        "/to\u00a0giac",
    ),
    *(
        "/ tố giác",
        "/“tố giác”",
        "/to,giac",
        "/toos-giasc-tooij-phajm",
        "/toosgiacs",
        "/to61 gia1c",
        "//tố-giác/",
        "/tố-giác/en",
    ),
    "/to\u0302\u0301-gia\u0301c",
)
"""The page's address as it is typed by hand: with marks, without, by keys that no program turned into marks."""
NOT_NEAR = (
    "/so-to-giay/",
    "/to-gia-canh/",
    "/khoi-to/",
    "/tin/to-gia-cong/",
    "/toi-pham/",
    "/giac/",
    "/to/giac/",
    "/to/gi-ac/",
)
"""Addresses that only look a little like it."""
UNREADABLE = {
    "TRACE {} HTTP/1.1": {405}, "CONNECT {} HTTP/1.1": {405}, "BREW {} HTTP/1.1": {404, 405}, "GET {} HTTP/3.0": {505},
    "GET {} HTTP/1.1\r\nno header": {400}, "GET {} x HTTP/1.1": {400}, "GET {}%zz HTTP/1.1": {400},
    "GET {}/%00 HTTP/1.1": {400}, "GET {} HTTP/1.1\r\nTransfer-Encoding: x": {501}, "GET {} HTTP/1.1\r\nHost: b": {400},
    "GET {} HTTP/1.1\r\nExpect: x": {404, 417}, "GET *{} HTTP/1.1": {400},
    f"GET {{}}/{'a' * 40_000} HTTP/1.1": {414, 431},
}  # fmt: skip
"""Requests that end early, the address to be filled in, and the statuses that answer them."""


@pytest.fixture(params=FRONTS)
def served(request: pytest.FixtureRequest, folder: Path) -> AbstractContextManager[Front]:
    """Each web server before the site, its counter away; what it wrote is whole when the block has ended."""
    return FRONTS[request.param](folder / "logs", folder / "www", folder / "data", 9)


def said(answer: Answer, *names: str) -> list[str | None]:
    """What an answer says under these names; a header that is there twice shows both."""
    return [", ".join(found) if (found := answer.headers.get_all(name)) else None for name in names]


def policy(answer: Answer) -> list[str | None]:
    """What a browser may do with an answer."""
    return said(answer, "Cache-Control", "Referrer-Policy", "Content-Security-Policy", "X-Content-Type-Options")


def test_the_page_is_kept_by_nobody_and_embedded_nowhere(served: AbstractContextManager[Front]) -> None:
    silent = ["no-store", "no-referrer", "frame-ancestors 'none'", "nosniff"]
    with served as front:
        for path, wanted in ASKED.items():
            answer = front.ask("GET", path, AGENT)
            assert answer.status in wanted, path
            assert policy(answer) == silent, (path, answer.status)
            if answer.status == 404:
                assert answer.body == b"trang to-giac-toi-pham/index.html", "the numbers, and no page with scripts"
            if answer.status in MOVED:
                assert urlsplit(answer.headers["Location"])[:2] == ("", ""), "nothing leads back to plain http"
        assert front.ask("GET", f"{TIP_OFF}/en/").body == b"trang to-giac-toi-pham/en/index.html"
        head = front.ask("HEAD", f"{TIP_OFF}/")
        assert (head.status, policy(head)) == (200, silent)
        posted = front.ask("POST", f"{TIP_OFF}/", AGENT, b"x")
        assert (posted.status, policy(posted)) == (405, silent)
    assert front.told() == []


def test_a_copy_is_refreshed_without_being_sent_again(served: AbstractContextManager[Front], folder: Path) -> None:
    (folder / "www/to-giac-toi-pham/index.html").write_text("dài đủ để nén " * 200, "utf-8")
    with served as front:
        packed = front.ask("GET", f"{TIP_OFF}/", {"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        for path in (f"{TIP_OFF}/", f"{TIP_OFF}/en/", "/sw.js"):
            for kind in ("", "gzip"):
                first = front.ask("GET", path, {"Accept-Encoding": kind})
                again = {"Accept-Encoding": kind, "If-None-Match": first.headers["ETag"]}
                unchanged = front.ask("GET", path, again)
                assert (unchanged.status, unchanged.body) == (304, b""), path
                assert policy(unchanged) == policy(first)
    assert front.told() == []


def test_what_comes_with_the_page_leaves_no_line_either(served: AbstractContextManager[Front]) -> None:
    with served as front:
        for path in (*BY_THEMSELVES, *SEARCHED):
            assert front.ask("GET", quote(path), AGENT).status in {200, 404}
    assert front.told() == []


def test_requests_that_no_server_can_read_leave_no_line(served: AbstractContextManager[Front]) -> None:
    with served as front:
        heavy = {f"X-{number}": "a" * 7000 for number in range(8)}
        assert front.ask("GET", f"{TIP_OFF}/?{'a' * 40_000}").status in {414, 431}
        assert front.ask("GET", f"{TIP_OFF}/", heavy).status in {400, 431}
        assert front.ask("GET", f"{TIP_OFF}/{'a' * 5000}/").status in {400, 404}
        assert front.ask("GET", f"{TIP_OFF}/", {"Host": "ten-khac.example.vn"}).status == 200
    assert front.told() == []


def test_an_address_typed_by_hand_shows_the_page_and_leaves_no_line(served: AbstractContextManager[Front]) -> None:
    silent = ["no-store", "no-referrer", "frame-ancestors 'none'", "nosniff"]
    with served as front:
        for typed in MISTYPED:
            for form in ("NFC", "NFD"):
                sent = quote(normalize(form, typed), safe="/+")
                for path in (sent, sent.lower()):
                    answer = front.ask("GET", path, AGENT)
                    assert (answer.status, answer.body) == (404, b"trang to-giac-toi-pham/index.html"), path
                    assert policy(answer) == silent, path
                assert front.say(f"GET {normalize(form, typed).replace(' ', '%20')} HTTP/1.1") == 404, "not encoded"
        moved = front.ask("GET", quote(MISTYPED[0]), AGENT, port=front.redirects)
        assert moved.headers["Location"] == f"https://{NAME}{quote(MISTYPED[0])}"
    assert front.told() == []


def test_addresses_that_are_like_it_are_ordinary(served: AbstractContextManager[Front]) -> None:
    with served as front:
        for path in NOT_NEAR:
            assert front.ask("GET", path).body == b"trang 404.html", path
        about = front.ask("GET", ABOUT)
        assert (about.status, about.body) == (200, f"trang {ABOUT[1:]}index.html".encode())
        assert policy(about)[0] == "no-cache"
    lines = front.told()
    assert len(lines) == len(NOT_NEAR), "dead links are found; the article about tip-offs is not logged"
    assert all(path in line for line, path in zip(lines, NOT_NEAR, strict=True))


@pytest.mark.parametrize(
    "address", ["/to-giac", "/t%6f-giac", "/%54%4F%67%49%61c", "/t%E1%BB%91%20gi%c3%a1c", "/tố-giác"]
)
def test_a_request_that_ends_early_leaves_no_line(served: AbstractContextManager[Front], address: str) -> None:
    with served as front:
        for line, wanted in UNREADABLE.items():
            assert front.say(line.format(address)) in wanted, line
    assert front.told() == []


def test_only_the_counter_takes_what_is_sent(served: AbstractContextManager[Front]) -> None:
    with served as front:
        for path in ("/", PAGE, f"{TIP_OFF}/", "/theme/site.0123456789.css", "/2026/a"):
            for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
                assert front.ask(method, path, AGENT).status in {405, 301}, (method, path)
        assert front.say(f"CONNECT 127.0.0.1:{front.port} HTTP/1.1") in {400, 405}
        assert front.ask("POST", "/_v/hit?p=/").status == 503, "the counter's answer; it is away"


def test_a_part_that_is_not_there_is_kept_by_nobody(served: AbstractContextManager[Front]) -> None:
    with served as front:
        for path in (f"{TIP_OFF}/", f"{TIP_OFF}/en/", quote(MISTYPED[0])):
            answer = front.ask("GET", path, {"Range": "bytes=99999-"})
            assert answer.status in {404, 416}
            assert set((said(answer, "Cache-Control")[0] or "").split(", ")) == {"no-store"}, path
            assert set((said(answer, "Referrer-Policy")[0] or "").split(", ")) == {"no-referrer"}, path
    assert front.told() == []


def test_a_fault_of_the_disk_leaves_no_line(served: AbstractContextManager[Front], folder: Path) -> None:
    for name in ("to-giac-toi-pham/vong", "theme/vong", "bai"):
        (folder / "www" / name).symlink_to(Path(name).name)
    with served as front:
        for path in (f"{TIP_OFF}/vong", "/theme/vong", "/bai"):
            assert front.ask("GET", path, AGENT).status >= 400
        (folder / "www" / "404.html").unlink()
        for path in (f"{TIP_OFF}/khong-co", "/theme/khong-co"):
            assert front.ask("GET", path, AGENT).status >= 400
    told = front.told()
    assert len(told) == 1, "the ordinary page's"
    assert "/bai" in told[0]
    assert READER not in told[0]


def test_ordinary_pages_are_logged_without_who_read_them(served: AbstractContextManager[Front]) -> None:
    with served as front:
        assert front.ask("GET", PAGE, {**AGENT, "Referer": f"https://{NAME}{TIP_OFF}/"}).status == 200
        assert front.ask("GET", "/2026/a").status in MOVED
        assert front.ask("GET", "/khong-co/").status == 404
    lines = front.told()
    assert len(lines) == 3
    for line, path in zip(lines, (PAGE, "/2026/a", "/khong-co/"), strict=True):
        assert path in line
        for secret in (READER, "SM-A155F", "giac"):
            assert secret not in line


def test_ordinary_answers_say_what_browsers_may_do(served: AbstractContextManager[Front]) -> None:
    usual = ["strict-origin-when-cross-origin", "frame-ancestors 'self'", "nosniff"]
    with served as front:
        for path in ("/", PAGE, "/khong-co/", "/2026/a"):
            assert policy(front.ask("GET", path)) == ["no-cache", *usual]
        kept = {
            "/theme/site.0123456789.css": "public, max-age=31536000, immutable",
            "/theme/icons/favicon.svg": "public, max-age=86400",
            "/images/a.jpg": "public, max-age=86400",
            "/sw.js": "no-cache",
        }
        for path, wanted in kept.items():
            assert said(front.ask("GET", path), "Cache-Control", "X-Content-Type-Options") == [wanted, "nosniff"]
        for path in ("/theme/site.ffffffffff.css", "/theme/icons/khong-co.svg", "/images/khong-co.jpg"):
            gone = front.ask("GET", path)
            assert (gone.status, said(gone, "Cache-Control")) == (404, ["no-cache"]), "it may be there later"
        assert said(front.ask("GET", "/"), "Strict-Transport-Security") == ["max-age=31536000"]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A folder as certbot makes them, with a certificate for one day."""
    made = tmp_path / "certificate"
    made.mkdir()
    words = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
    files = ["-keyout", str(made / "privkey.pem"), "-out", str(made / "fullchain.pem"), "-subj", f"/CN={NAME}"]
    subprocess.run([*words, *files, "-addext", f"subjectAltName=DNS:{NAME}"], check=True, capture_output=True)
    return made


def secure(front: Front, path: str, certificate: Path | None) -> http.client.HTTPResponse:
    """Ask over TLS, as a browser that knows only this certificate. Raises ssl.SSLError."""
    trust = ssl.create_default_context()
    if certificate:
        trust.load_verify_locations(certificate / "fullchain.pem")
    raw = socket.create_connection(("127.0.0.1", front.port), 30, (READER, 0))
    with raw, trust.wrap_socket(raw, server_hostname=NAME) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n".encode())
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        answer.read()
        return answer


def test_the_way_from_http_to_https_is_silent_too(served: AbstractContextManager[Front]) -> None:
    with served as front:
        for path in (f"{TIP_OFF}/", f"{TIP_OFF}?a=1", "/to-giac%2Dtoi-pham/", PAGE):
            for host in (NAME, "127.0.0.1", "ten-khac.example.vn"):
                moved = front.ask("GET", path, {**AGENT, "Host": host}, port=front.redirects)
                assert (moved.status, moved.headers["Location"]) == (301, f"https://{NAME}{path}")
                assert said(moved, "Cache-Control", "Referrer-Policy") == ["no-store", "no-referrer"]
        assert front.ask("GET", f"{TIP_OFF}/?{'a' * 40_000}", port=front.redirects).status in {414, 431}
    assert front.told() == []


def test_nginx_is_silent_over_tls_and_about_who_does_not_get_so_far(folder: Path, certificate: Path) -> None:
    with nginx_front(folder / "logs", folder / "www", folder / "data", 9, certificate) as front:
        page = secure(front, f"{TIP_OFF}/", certificate)
        assert (page.status, page.headers["Cache-Control"]) == (200, "no-store")
        assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
        added = secure(front, TIP_OFF, certificate)
        assert (added.status, added.headers["Location"]) == (301, f"{TIP_OFF}/")
        with pytest.raises(ssl.SSLError):
            secure(front, f"{TIP_OFF}/", None)
        assert front.ask("GET", f"{TIP_OFF}/").status == 400, "no TLS on the port for TLS"
        challenge = "/.well-known/acme-challenge/abc"
        (folder / "www" / challenge[1:]).parent.mkdir(parents=True)
        (folder / "www" / challenge[1:]).write_text("abc", "utf-8")
        assert front.ask("GET", challenge, port=front.redirects).body == b"abc", "certificates are renewed this way"
        assert secure(front, PAGE, certificate).status == 200
    assert len(front.told()) == 1
    assert f'"GET {PAGE} HTTP/1.1" 200' in front.told()[0]
