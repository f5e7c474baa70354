"""No sentence of the five captures is lost, changed or doubled on its way to the built page.

``corrections.yml`` beside this file is the one reviewed list of differences; what it does not name must be there word
for word, and what it names must really be in the captures.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from plugins.common.dates import parse_date
from plugins.front_matter.fields import find_field
from tests.support import ROOT

FOLDER = Path(__file__).resolve().parent
RULES = set(range(1, 14))

_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009"), " ")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "…": "..."})
_SENTENCE_END = re.compile(r"""(?<=[.!?…;:])(?<!TX\.)(?<!^\d\.)\s+(?=["“(]?[A-ZÀ-ỸĐ\d])""")
_LONG = 40


@dataclass(frozen=True)
class Capture:
    """One entry of the list: a capture, its article, and all differences between the two."""

    name: str
    article: Path
    slug: str
    year: int
    furniture: list[dict[str, Any]] = field(default_factory=list)
    metadata: list[dict[str, Any]] = field(default_factory=list)
    corrections: list[dict[str, Any]] = field(default_factory=list)
    kept: list[dict[str, Any]] = field(default_factory=list)
    date_note: str = ""

    @property
    def raw(self) -> str:
        """The capture as it was found."""
        return (FOLDER / self.name).read_text("utf-8")

    @property
    def page(self) -> str:
        """The page's address below the output folder."""
        return f"{self.year}/{self.slug}/index.html"

    def lines(self) -> list[str]:
        """The capture's lines with rule 1 applied: NFC, plain single spaces, no empty lines."""
        return [line for line in map(spaced, self.raw.splitlines()) if line]

    def kept_text(self) -> str:
        """What is left to publish, one paragraph a line, before the corrections."""
        lines = self.lines()
        for entry in [*self.metadata, *self.furniture]:
            lines.remove(spaced(entry["line"]))
        return "\n".join(lines)

    def published_text(self) -> str:
        """What the page must say, one paragraph a line: title first."""
        text = self.kept_text()
        for correction in self.corrections:
            text = text.replace(correction["capture"], correction["published"])
        return text

    def header(self) -> dict[str, str]:
        """The article's header by canonical key, as text."""
        raw = yaml.load(self.source().split("---\n", 2)[1], Loader=yaml.BaseLoader)
        named = {find_field(key): value for key, value in raw.items()}
        return {known.name: value for known, value in named.items() if known is not None}

    def source(self) -> str:
        """The article's Markdown file."""
        return self.article.read_text("utf-8")


def load() -> dict[str, Any]:
    """The list as it is on disk."""
    with (FOLDER / "corrections.yml").open(encoding="utf-8") as handle:
        found: dict[str, Any] = yaml.safe_load(handle)
    return found


def captures() -> list[Capture]:
    """Every entry of the list; an unknown key in it fails here."""
    entries = []
    for name, entry in load()["captures"].items():
        entries.append(Capture(name=name, **{**entry, "article": ROOT / entry["article"]}))
    return entries


def spaced(text: str) -> str:
    """Rule 1: NFC, no invisible characters, every run of spaces one plain space."""
    plain = unicodedata.normalize("NFC", text).translate(_SPACES).translate(_INVISIBLE)
    return re.sub(r"[ \t]+", " ", plain).strip()


def comparable(text: str) -> str:
    """Text as readers read it: rule 1 over line ends too, and typography's quotes and dots made plain."""
    return " ".join(spaced(text).translate(_QUOTES).split())


def sentences(text: str) -> list[str]:
    """The sentences of a text of paragraphs; parts after a colon or semicolon count as their own."""
    return [comparable(part) for line in text.split("\n") for part in _SENTENCE_END.split(line) if part.strip()]


def page_text(html: str) -> str:
    """The text of a page's main part, list numbers written out as a browser shows them."""
    soup = BeautifulSoup(html, "html.parser")
    for hidden in soup.select("script, style, template, noscript"):
        hidden.decompose()
    main = soup.find("main") or soup.body or soup
    assert isinstance(main, Tag)
    for ordered in main.find_all("ol"):
        first = int(str(ordered.get("start") or 1))
        for number, item in enumerate(ordered.find_all("li", recursive=False), first):
            item.insert(0, NavigableString(f"{number}. "))
    return comparable(main.get_text())


@cache
def _built(file: Path) -> str:
    assert file.is_file(), f"no page {file}"
    return page_text(file.read_text("utf-8"))


CAPTURES = captures()
each_capture = pytest.mark.parametrize("capture", CAPTURES, ids=[entry.name[:3] for entry in CAPTURES])


def test_the_list_names_every_capture() -> None:
    assert sorted(entry.name for entry in CAPTURES) == sorted(path.name for path in FOLDER.glob("*.txt"))
    assert len(CAPTURES) == 5


@each_capture
def test_furniture_and_metadata_lines_are_in_the_capture(capture: Capture) -> None:
    lines = capture.lines()
    for entry in [*capture.metadata, *capture.furniture]:
        assert set(entry) <= {"line", "header", "rule", "reason"}, entry
        assert entry["reason"]
        assert entry["rule"] in RULES
        assert spaced(entry["line"]) in lines, f"not (or not so often) in {capture.name}: {entry['line']}"
        lines.remove(spaced(entry["line"]))


@each_capture
def test_each_correction_occurs_in_the_capture(capture: Capture) -> None:
    text = capture.kept_text()
    for correction in capture.corrections:
        assert set(correction) <= {"capture", "published", "times", "rule", "reason"}, correction
        assert correction["reason"]
        assert correction["rule"] is None or correction["rule"] in RULES
        assert correction["capture"] != correction["published"]
        assert text.count(correction["capture"]) == correction.get("times", 1), correction
        text = text.replace(correction["capture"], correction["published"])


@each_capture
def test_corrections_do_not_change_a_word(capture: Capture) -> None:
    """Corrections mend spaces and stops; the only words that may go are those that stand twice in a row (rule 13)."""
    for correction in capture.corrections:
        before = re.findall(r"\w+", correction["capture"])
        after = re.findall(r"\w+", correction["published"])
        if correction["rule"] == 13:
            before = [word for i, word in enumerate(before) if not i or word != before[i - 1]]
        assert "".join(before) == "".join(after), correction


@each_capture
def test_doubtful_places_are_kept_as_written(capture: Capture) -> None:
    published = capture.published_text()
    for doubt in capture.kept:
        assert set(doubt) == {"text", "note"}, doubt
        assert doubt["text"] in published, doubt


@each_capture
def test_metadata_went_into_the_header(capture: Capture) -> None:
    header = capture.header()
    for entry in capture.metadata:
        for key, value in entry["header"].items():
            assert header.get(key) == value, f"{capture.article}: {key}"


@each_capture
def test_dates_are_as_precise_as_the_capture(capture: Capture) -> None:
    """A full date only where the capture prints one as its date; else a month or a year, and a note why."""
    printed = any("date" in entry["header"] for entry in capture.metadata)
    date = parse_date(capture.header()["date"])
    assert date.is_partial is not printed
    assert bool(capture.date_note) is not printed


@each_capture
def test_the_source_adds_no_words(capture: Capture) -> None:
    """Title, lead and body together are the capture's text and nothing else, in its order."""
    header = capture.header()
    body = capture.source().split("---\n", 2)[2]
    body = re.sub(r'!\[([^\n]*)\]\(/images/[\w-]+\.jpg "Hình vẽ giữ chỗ: [^"]+"\)', r"\1", body)
    written = "\n".join(filter(None, [header["title"], header.get("summary", ""), body]))
    assert comparable(written) == comparable(capture.published_text())


@each_capture
def test_every_sentence_is_on_the_page_in_order(capture: Capture, corpus_site: Path) -> None:
    text = _built(corpus_site / capture.page)
    position, missing = 0, []
    for sentence in sentences(capture.published_text()):
        found = text.find(sentence, position)
        if found < 0:
            missing.append(sentence)
        else:
            position = found + len(sentence)
    assert not missing, "missing or out of order:\n" + "\n".join(missing)


@each_capture
def test_no_sentence_stands_twice(capture: Capture, corpus_site: Path) -> None:
    """A lead is not repeated in the body, a caption not below its picture."""
    text = _built(corpus_site / capture.page)
    body = comparable(capture.published_text().split("\n", 1)[1])
    doubled = [s for s in sentences(body) if len(s) >= _LONG and text.count(s) > body.count(s)]
    assert not doubled, "stands twice:\n" + "\n".join(doubled)


@each_capture
def test_author_and_source_are_shown(capture: Capture, corpus_site: Path) -> None:
    text = _built(corpus_site / capture.page)
    header = capture.header()
    shown = [header[key] for key in ("author", "source") if key in header]
    assert shown
    assert all(comparable(value) in text for value in shown)


@each_capture
def test_pictures_have_their_alternative_text(capture: Capture, corpus_site: Path) -> None:
    soup = BeautifulSoup((corpus_site / capture.page).read_text("utf-8"), "html.parser")
    shown = [str(image.get("alt")) for image in soup.select("main figure img")]
    for described in re.findall(r'\.jpg "([^"]+)"\)', capture.source()):
        assert described in shown


def test_furniture_is_on_no_page(corpus_site: Path) -> None:
    forbidden = {phrase: comparable(phrase) for phrase in load()["never_published"]}
    pages = sorted(corpus_site.rglob("*.html"))
    assert pages
    for page in pages:
        text = comparable(BeautifulSoup(page.read_text("utf-8"), "html.parser").get_text(" "))
        assert not [phrase for phrase, plain in forbidden.items() if plain in text], page


def test_furniture_is_in_the_captures() -> None:
    """What is forbidden was really there: a misspelt phrase would forbid nothing."""
    everything = "\n".join(comparable(entry.raw) for entry in CAPTURES)
    assert not [phrase for phrase in load()["never_published"] if comparable(phrase) not in everything]


def test_the_cut_notice_stays_a_draft(corpus_site: Path) -> None:
    source = (ROOT / "content/thong-tin-tuyen-truyen/nhap/tuyen-sinh-dao-tao.md").read_text("utf-8")
    assert "Trạng thái: nháp" in source
    assert not [path for path in corpus_site.rglob("*.html") if "tuyen-sinh-dao-tao" in path.as_posix()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một câu. Hai câu! Ba?", ["Một câu.", "Hai câu!", "Ba?"]),
        ("1. Chỉ đạo lực lượng. Gắn trách nhiệm.", ["1. Chỉ đạo lực lượng.", "Gắn trách nhiệm."]),
        ("UBND TX. Ba Đồn đã tổ chức.\nDòng sau", ["UBND TX. Ba Đồn đã tổ chức.", "Dòng sau"]),
        ("Duy trì 2.150 mô hình. “Dân vận khéo”…", ["Duy trì 2.150 mô hình.", '"Dân vận khéo"...']),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_page_text_numbers_lists_and_plains_typography() -> None:
    html = (
        "<body><header>Đầu trang</header><main><ol><li><p>Chỉ đạo</p></li><li>Tiếp tục</li></ol>"
        "<p>Tổ “<abbr>ANTT</abbr>”\u00a0thôn…</p><script>x</script></main></body>"
    )
    assert page_text(html) == '1. Chỉ đạo2. Tiếp tụcTổ "ANTT" thôn...'


def test_a_lost_sentence_is_noticed() -> None:
    """The comparison itself can fail: one figure changed is one sentence missing."""
    capture = next(entry for entry in CAPTURES if entry.name.startswith("004"))
    expected = capture.published_text()
    changed = comparable(expected.replace("2.150 mô hình", "2.151 mô hình"))
    assert [s for s in sentences(expected) if s not in changed]
