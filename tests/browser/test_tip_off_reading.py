"""Reading the tip-off pages: on paper, on the smallest screen, by ear and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.looking import SCHEMES, Scheme, visit
from tests.browser.test_axe import violations
from tests.browser.test_layout import TOO_WIDE
from tests.support import report
from tests.theme.conftest import make_environment
from tests.theme.rendering import render
from tests.theme.tip_off_samples import stations

VIETNAMESE, ENGLISH = "/to-giac-toi-pham/", "/to-giac-toi-pham/en/"
ADDRESSES = (VIETNAMESE, ENGLISH, f"{VIETNAMESE}#ma-tuy")
#: What is heard on the way through the page, without what the registry of contacts and facts says.
HEARD = re.compile(r"banner|main|contentinfo|status|(navigation|region|complementary|heading|link) .*|time")
NAMES = {
    VIETNAMESE: """
navigation "Lối đi nhanh"
  link "Tới nội dung chính"
  link "Thoát nhanh khỏi trang này"
region "Số điện thoại khẩn cấp"
  link "Gọi 113 Công an"
  link "Gọi 114 Chữa cháy"
  link "Gọi 115 Cấp cứu"
  link "Gọi 112 Thiên tai"
banner
  link "Trang thông tin điện tử Công an tỉnh Trường Giang"
  link "English"
main
  heading "Tố giác, tin báo về tội phạm" [level=1]
  region "1 Đang nguy hiểm"
    heading "1 Đang nguy hiểm" [level=2]
    link "Gọi 113 Công an"
    link "Gọi 114 Chữa cháy"
    link "Gọi 115 Cấp cứu"
    link "Gọi 112 Thiên tai"
  navigation "Không phải việc khẩn cấp"
    link "2 Báo tin về tội phạm"
    link "3 Góp ý, kiến nghị"
  region "Dùng chung điện thoại, máy tính?"
    heading "Dùng chung điện thoại, máy tính?" [level=2]
  region "2 Báo tin về tội phạm"
    heading "2 Báo tin về tội phạm" [level=2]
    navigation "Lời dặn theo từng loại việc"
      link "Anh, chị biết nơi mua bán, tàng trữ ma túy?"
      link "Anh, chị bị lừa hoặc biết kẻ lừa đảo?"
      link "Anh, chị thấy vi phạm hoặc tai nạn giao thông?"
      link "Anh, chị thấy nguy cơ cháy, nổ?"
      link "Anh, chị thấy người bị truy nã?"
      link "Anh, chị biết thêm điều gì?"
  region "3 Góp ý, kiến nghị"
    heading "3 Góp ý, kiến nghị" [level=2]
    link "Góp ý xây dựng phát triển Công an tỉnh"
    link "Kiến nghị, phản ánh các vấn đề khác"
  complementary "Sau khi báo tin và quyền riêng tư"
    region "Sau khi báo tin"
      heading "Sau khi báo tin" [level=2]
    region "Trang này biết gì về anh, chị"
      heading "Trang này biết gì về anh, chị" [level=2]
      link "Quyền riêng tư"
contentinfo
region "Thoát nhanh"
  link "Thoát nhanh khỏi trang này"
status
""",
    ENGLISH: """
navigation "Shortcuts"
  link "Skip to main content"
  link "Exit this page quickly"
region "Emergency numbers"
  link "Call 113 Police"
  link "Call 114 Fire"
  link "Call 115 Ambulance"
  link "Call 112 Disaster"
banner
  link "Trang thông tin điện tử Công an tỉnh Trường Giang"
  link "Tiếng Việt"
main
  heading "Report a crime" [level=1]
  region "1 In danger now"
    heading "1 In danger now" [level=2]
    link "Call 113 Police"
    link "Call 114 Fire"
    link "Call 115 Ambulance"
    link "Call 112 Disaster"
  navigation "Not an emergency"
    link "2 Report a crime"
    link "3 Feedback, petitions"
  region "Do you share this phone or computer?"
    heading "Do you share this phone or computer?" [level=2]
  region "2 Report a crime, not urgent"
    heading "2 Report a crime, not urgent" [level=2]
  region "3 Feedback and petitions"
    heading "3 Feedback and petitions" [level=2]
    link "Góp ý xây dựng phát triển Công an tỉnh"
    link "Kiến nghị, phản ánh các vấn đề khác"
  complementary "After you report, and your privacy"
    region "After you report"
      heading "After you report" [level=2]
    region "What this page knows about you"
      heading "What this page knows about you" [level=2]
      link "Quyền riêng tư"
contentinfo
region "Quick exit"
  link "Exit this page quickly"
status
""",
}


def heard(page: Page) -> str:
    """The accessibility tree as text: landmarks, their heads and links, in the order in which they are heard."""
    lines, levels, foot = [], [0], False
    for line in page.locator("body").aria_snapshot().splitlines():
        depth, told = (len(line) - len(line.lstrip())) // 2, line.strip().removeprefix("- ").removesuffix(":")
        foot = told == "contentinfo" or (foot and depth > 0)
        if not HEARD.fullmatch(told) or "[level=3]" in told or (foot and told != "contentinfo"):
            continue
        levels = [level for level in levels if level < depth] if depth else []
        lines.append("  " * len(levels) + told)
        if not told.startswith(("link", "heading")):
            levels.append(depth)
    return "\n".join(lines)


@pytest.mark.parametrize("address", NAMES)
def test_what_a_screen_reader_hears_and_in_which_order(browser: Browser, corpus_server: str, address: str) -> None:
    with visit(browser, corpus_server, 360) as seen:
        assert heard(seen.go(address)) == NAMES[address].strip()


def test_an_open_topic_is_heard_and_a_closed_one_is_not(browser: Browser, corpus_server: str) -> None:
    with visit(browser, corpus_server, 360) as seen:
        told = heard(seen.go(f"{VIETNAMESE}#ma-tuy"))
    assert '\n  region "Anh, chị biết nơi mua bán, tàng trữ ma túy?"\n' in told
    assert 'region "Anh, chị bị lừa hoặc biết kẻ lừa đảo?"' not in told


@pytest.mark.parametrize("address", [VIETNAMESE, ENGLISH])
@pytest.mark.parametrize("script", [True, False])
def test_the_second_tab_reaches_the_exit(browser: Browser, corpus_server: str, address: str, script: bool) -> None:
    with visit(browser, corpus_server, 360, script=script) as seen:
        page = seen.go(address)
        reached = []
        for _ in range(2):
            page.keyboard.press("Tab")
            focused = page.locator(":focus")
            reached.append(focused.get_attribute("href"))
            box = focused.bounding_box()
            assert box is not None
            assert box["x"] >= 0, "what is reached is seen"
        assert reached == ["#noi-dung", page.locator(".exit a").get_attribute("href")]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)])
def test_small_screens_and_400_percent_show_all_and_the_way_out(
    browser: Browser, corpus_server: str, address: str, width: int, height: int
) -> None:
    """1280 x 1024 at 400 % is 320 x 256."""
    with visit(browser, corpus_server, width, height) as seen:
        page = seen.go(address)
        assert page.evaluate(TOO_WIDE) == []
        assert page.locator(".sos").evaluate("strip => getComputedStyle(strip).position") == "static"
        way_out = page.locator(".exit a")
        for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
            page.evaluate(f"scrollTo(0, {place})")
            box = way_out.bounding_box()
            assert box is not None
            middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
            assert page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.closest('.exit a') !== null", middle)
        bar = page.locator(".exit").bounding_box()
        assert bar is not None
        assert bar["height"] <= height / 4, "most of the window is for the text"


def test_all_three_doors_are_on_the_first_screen_of_a_telephone(browser: Browser, corpus_server: str) -> None:
    with visit(browser, corpus_server, 360, 640) as seen:
        page = seen.go(VIETNAMESE)
        bar = page.locator(".exit").bounding_box()
        doors = [
            page.locator(which).bounding_box() for which in (".call .btn", ".onward a >> nth=0", ".onward a >> nth=1")
        ]
    assert bar is not None
    assert [door["y"] + door["height"] <= bar["y"] for door in doors if door is not None] == [True] * 3


def sheets(page: Page) -> int:
    """How many pages of paper it takes."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_prints_on_one_sheet(browser: Browser, corpus_server: str, address: str) -> None:
    with visit(browser, corpus_server, 1280) as seen:
        page = seen.go(address)
        assert sheets(page) == 1
        page.emulate_media(media="print")
        assert page.locator(".call").is_visible()
        assert page.locator(".way").first.is_visible()
        assert page.locator("#ma-tuy").count() == 0 or page.locator("#ma-tuy").is_visible() == ("#" in address)
        assert not page.locator(".exit").is_visible()


def with_stations(page: Page, count: int, language: str = "vi") -> None:
    """Put as many local stations below the ways of the open page, as the theme writes them."""
    call = "{{ channel_list(items, english=english) }}"
    values = {"items": stations(count), "english": language == "en"}
    html = render(make_environment(), "channel_list", call, **values)
    page.locator(".report .ways").evaluate("(ways, html) => ways.insertAdjacentHTML('afterend', html)", html)


@pytest.mark.parametrize("count", [0, 4, 5, 40, 200])
@pytest.mark.parametrize("address", ADDRESSES)
def test_local_stations_do_not_make_a_second_sheet(
    browser: Browser, corpus_server: str, address: str, count: int
) -> None:
    """Not even when the reader has opened the list; the paper tells where it is."""
    with visit(browser, corpus_server, 1280) as seen:
        page = seen.go(address)
        with_stations(page, count, "en" if address == ENGLISH else "vi")
        page.locator(".by-place, .by-place .fold").evaluate_all("folds => folds.forEach(fold => fold.open = true)")
        assert sheets(page) == 1
        page.emulate_media(media="print")
        told = page.locator(".by-place + .url")
        assert told.count() == (count > 4)
        assert count <= 4 or str(count) in told.inner_text()
        assert count <= 4 or told.is_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("address", [VIETNAMESE, ENGLISH])
def test_two_hundred_stations_stay_a_list_to_look_through(
    browser: Browser, corpus_server: str, address: str, width: int
) -> None:
    """Closed one line; open the groups; each group a few screens of a telephone, whose numbers a finger can hit."""
    with visit(browser, corpus_server, width, 640) as seen:
        page = seen.go(address)
        with_stations(page, 200, "en" if address == ENGLISH else "vi")
        fold = page.locator(".by-place")
        assert height(fold) < 80
        fold.locator("> summary").click()
        groups = fold.locator(".fold")
        assert groups.count() == 8
        assert height(fold) < 8 * 60 + 160
        groups.first.locator("summary").click()
        assert height(groups.first) < 25 * 64 + 80
        assert page.evaluate(TOO_WIDE) == []
        numbers = groups.first.locator("a")
        assert numbers.count() == 25
        assert all(height(number) >= 32 for number in numbers.all())


def height(part: Locator) -> float:
    box = part.bounding_box()
    assert box is not None
    return box["height"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", [VIETNAMESE, ENGLISH])
def test_the_open_list_of_stations_has_no_violation(
    browser: Browser, corpus_server: str, axe_script: str, address: str, width: int, scheme: Scheme
) -> None:
    with visit(browser, corpus_server, width, scheme=scheme) as seen:
        page = seen.go(address)
        with_stations(page, 60, "en" if address == ENGLISH else "vi")
        page.locator(".by-place, .by-place .fold").evaluate_all("folds => folds.forEach(fold => fold.open = true)")
        assert page.locator(".places a").last.is_visible()
        problems = violations(page, axe_script)
    assert not problems, report(problems)


def test_sheets_are_counted(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<p style='break-after: page'>một<p style='break-after: page'>hai<p>ba")
    counted = sheets(page)
    page.context.close()
    assert counted == 3


@pytest.mark.parametrize("address", ADDRESSES)
def test_chosen_colours_keep_the_shapes(browser: Browser, corpus_server: str, address: str) -> None:
    """In forced colours backgrounds are gone: what is a button still has an edge."""
    with visit(browser, corpus_server, 360) as seen:
        page = seen.go(address)
        page.emulate_media(forced_colors="active")
        for which in (".call", ".call .btn", ".others a", ".onward a", ".exit .btn", ".call .no"):
            edge = page.locator(which).first.evaluate("e => getComputedStyle(e).borderTopStyle")
            assert edge == "solid", which
