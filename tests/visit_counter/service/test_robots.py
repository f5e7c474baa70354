"""Who counts as a person.

Agents of people that come near a pattern of the list (1,504 patterns in version 1.67.0), looked for in some 38,800
agents of people that device detectors are tested with, pattern by pattern. Where the list is wrong about them,
``PEOPLE`` says so:

- ``AP3A\\.240617\\.008`` (said to be 80legs): the build number of most phones of OPPO, realme, OnePlus with
  Android 15 and 16, and of some of vivo and Xiaomi. Chrome leaves it out, every in-app browser (Zalo, Facebook,
  TikTok) sends it.
- ``MetaIAB Facebook`` (said to be a preview fetcher): Facebook's in-app browser of 2026, on Android and iOS.
- ``Viber``, ``WhatsApp``: link previews send the word alone or with a version; in-app browsers add it to a phone's
  agent.
- ``coccoc``: the robots; the browser writes ``coc_coc_browser/`` and is safe unless it writes its name in one
  word.
- ``Butterfly``, ``Sonic``, ``Sogou``: HTC Butterfly, ViewSonic, SogouMobileBrowser.

Near, but safe, because the list asks for more or for other letters:

- Pinterest: ``pinterest.com/bot``; its app sends ``[Pinterest/Android]``. LinkedIn: ``LinkedInBot``;
  ``[LinkedInApp]``.
- Telegram: ``TelegramBot``; ``Telegram-Android/``. Skype: ``SkypeUriPreview``; ``Skype/``. X: ``Twitterbot``;
  ``Twitter for iPhone``. Snapchat: ``Snap URL Preview``, ``SnapchatAds/``; ``Snapchat/``. LINE: ``Linespider``;
  ``Line/``, ``LIFF``.
- TikTok: ``TikTokSpider``, ``Bytespider``, ``ToutiaoSpider``; ``musical_ly_``, ``trill_``, ``BytedanceWebview/``.
- Google: ``Google-...``, ``Google Web Preview``, ``Googlebot``, ``Chrome-Lighthouse``, ``HeadlessChrome``;
  ``GSA/``, ``CriOS``.
- Bing: ``bingbot``, ``BingPreview/``; ``BingSapphire/``, ``EdgA/``. Yahoo: ``Slurp``, ``Y!J``; ``YJApp-ANDROID``.
- DuckDuckGo: ``DuckDuckBot``, ``DuckAssistBot``, ``DuckDuckGo-Favicons-Bot``; ``DuckDuckGo/5``, ``Ddg/``. Brave:
  ``BraveBot``.
- Amazon: ``^Silk/``; Fire TV sends ``Silk/`` after ``Mozilla/5.0``. Daum: ``Daum/``; ``DaumApps/``. Naver:
  ``NaverBot``.
- ``okhttp``, ``axios``, ``^curl``, ``^Apache-HttpClient``: libraries; no in-app browser sends them.
- ``Sonic`` and Panasonic (small s), ``FEVER`` of Wiko and ``Fever``, ``Nextcloud`` and ``NextCloud``: the case
  differs.

Left to the list, since nobody reads a Vietnamese portal with them: ``Code/1.`` (the editor's own browser),
``Fluid``, Wiko's ``Fever_Plus``, the phone ``Expanse``, ``NewsBlur`` and ``Feedly`` (readers that fetch by
themselves).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.visit_counter.service import robots as module
from plugins.visit_counter.service.robots import LONGEST, PEOPLE, REMEMBERED, Robots, fold, read_list

AGENTS = [
    line
    for line in (Path(__file__).parent / "agents" / "people.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
LIST = read_list()
PATTERNS: list[str] = [entry["pattern"] for entry in LIST]
EXAMPLES: list[str] = [agent for entry in LIST for agent in entry["instances"]]
ANDROID = "Mozilla/5.0 (Linux; Android 15; CPH2557 Build/{}; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
SHARED = Robots()


@pytest.fixture
def robots() -> Robots:
    return SHARED


def test_people_are_people(robots: Robots) -> None:
    assert len(set(AGENTS)) == len(AGENTS) >= 400
    assert [agent for agent in AGENTS if robots.is_robot(agent)] == []


def test_every_example_of_the_list_is_a_robot(robots: Robots) -> None:
    assert len(EXAMPLES) > 2000
    assert [agent for agent in EXAMPLES if not robots.is_robot(agent)] == []


def test_every_plain_pattern_of_the_list_is_a_robot(robots: Robots) -> None:
    plain = [re.sub(r"\\(\W)", r"\1", pattern) for pattern in PATTERNS if not re.search(r"[][(){}|*+?]", pattern)]
    assert len(plain) > 1400
    assert [word for word in plain if not robots.is_robot(word.strip("^$"))] == []


@pytest.mark.parametrize("agent", ["", None, " ", "\t"])
def test_no_agent_is_a_robot(robots: Robots, agent: str | None) -> None:
    assert robots.is_robot(agent)


@pytest.mark.parametrize(
    "agent",
    [
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "facebookexternalhit/1.1;line-poker/1.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1"
        " Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
        "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
        "Mozilla/5.0 (compatible; coccocbot-image/1.0; +http://help.coccoc.com/searchengine)",
        "coccocbot-web/1.0 (+http://help.coccoc.com/searchengine)",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0.0.0 coccocbot-fast/1.0 (+http://coccoc.com)",
        "Mozilla/5.0 (compatible; ZaloBot/1.0; +https://zalo.me)",
        "Viber/21.2.0.4 CFNetwork/1404.0.5 Darwin/22.3.0",
        "WhatsApp/2.24.10.85 A",
        "Dalvik/2.1.0 (Linux; U; Android 15; CPH2557 Build/AP3A.240617.008)",
        "Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)",
        "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Chrome/128.0.6613.137 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36"
        " (compatible; Bytespider; spider-feedback@bytedance.com)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/124.0.0.0 Safari/537.36",
        "curl/8.5.0",
        "python-requests/2.32.3",
        "Go-http-client/2.0",
    ],
)
def test_robots_of_the_same_companies_and_others_are_robots(robots: Robots, agent: str) -> None:
    assert robots.is_robot(agent)


def test_every_exception_is_needed(robots: Robots) -> None:
    """Each is still in the list, and a person of the file would be lost without it."""
    assert set(PEOPLE) <= set(PATTERNS)
    assert [pattern for pattern in PEOPLE if not any(re.search(pattern, agent) for agent in AGENTS)] == []


def test_an_exception_does_not_hide_another_word(robots: Robots) -> None:
    phone = ANDROID.format("AP3A.240617.008")
    assert not robots.is_robot(phone)
    assert robots.is_robot(f"{phone} HeadlessChrome/142.0")


def test_the_answer_is_remembered_for_a_bounded_number_of_agents() -> None:
    robots = Robots()
    for number in range(2 * REMEMBERED + 5):
        assert not robots.is_robot(f"Mozilla/5.0 (Linux; Android 10; K) Chrome/{number}")
        assert robots.remembered <= REMEMBERED
    assert robots.remembered == 5


def test_a_long_agent_is_cut() -> None:
    robots = Robots()
    agent = "Mozilla/5.0 ".ljust(LONGEST, "x")
    assert not robots.is_robot(agent)
    assert not robots.is_robot(agent + " Googlebot/2.1")
    assert robots.remembered == 1
    assert robots.is_robot(agent[: -len("Googlebot/")] + "Googlebot/" + "y" * 100_000)


def test_the_package_is_not_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "crawleruseragents", raising=False)
    Robots()
    assert "crawleruseragents" not in sys.modules


def test_a_missing_list_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="crawler-user-agents: hãy cài lại"):
        Robots()


def found(patterns: list[str], text: str) -> bool:
    """What ``fold`` promises to find."""
    anywhere, start = fold(patterns)
    return bool(anywhere.search(text) or start.match(text))


def test_the_folded_list_finds_what_the_list_finds() -> None:
    anywhere, start = fold(PATTERNS)
    single = [re.compile(pattern) for pattern in PATTERNS]
    for text in [*EXAMPLES, *AGENTS, *PATTERNS, *("x" + agent for agent in EXAMPLES[::7])]:
        assert bool(anywhere.search(text) or start.match(text)) == any(one.search(text) for one in single), text


PIECES = st.sampled_from(
    ["ab", "abc", "b", "a\\.b", "a\\|b", "[ab]c", "(a|b)c", "(^| )ab", "^ab", "a|bc", "ab?c", "ab*", "a[^b]", "a(b|$)",
     "\\d", "a\\d+", "a$", "a[\\s\\S]*c", "(a|b)(c|a)", "(a|b)+c", "(?:a|b)c", "[ab]+c", "a(b|c)|b", "^a|b", "a.c"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=6), st.text("abc1. |", max_size=8))
@example(["ab", "abc"], "abc")
@example(["a(b|c)|b"], "b")
@example(["(?:a|b)c"], "bc")
@example(["a\\|b", "c"], "a|b")
@example(["a\\|b", "c"], "a")
def test_folding_changes_nothing(patterns: list[str], text: str) -> None:
    assert found(patterns, text) == any(re.search(pattern, text) for pattern in patterns)


@given(st.text(max_size=2000))
@example("\ud800\x00")
def test_any_agent_has_an_answer(text: str) -> None:
    assert SHARED.is_robot(text) is SHARED.is_robot(text)
