"""What pasted HTML becomes once it is clean: the same pictures, videos, links, tables and headings as Markdown's.

The tree also holds what our own steps made. They are known by their addresses, and every rule leaves alone what is
right already, so nothing is made twice.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from bs4 import BeautifulSoup, Tag

from plugins.article_body.links import made_addresses, read_link
from plugins.article_body.media_elements import MediaMaker
from plugins.article_body.own import TABLE_REGION
from plugins.common.body import Body


def put_right(soup: BeautifulSoup, body: Body, media: MediaMaker) -> None:
    """Change a clean tree in place; problems go to the body's report."""
    _make_videos(soup, body, media)
    _make_pictures(soup, body, media)
    _drop_unknown_addresses(soup, body)
    _check_links(soup, body)
    for figure in soup.find_all("figure", class_=False):
        figure["class"] = "fig"
    for heading in soup.find_all("h1"):
        heading.name = "h2"
    _wrap_tables(soup)


def _known(body: Body) -> set[str]:
    """What our own steps may have written into ``src``, ``srcset`` and ``poster``."""
    return made_addresses(body) | {source.srcset for picture in body.pictures for source in picture.sources}


def _make_videos(soup: BeautifulSoup, body: Body, media: MediaMaker) -> None:
    known = _known(body)
    for video in soup.find_all("video"):
        if video.decomposed:  # it stood inside another that could not be used
            continue
        sources = [str(tag["src"]) for tag in (video, *video.find_all("source")) if tag.get("src")]
        if not known.intersection(sources):
            words = str(video.get("aria-label") or video.get("title") or "")
            _replace(video, media.make(sources[0], words) if sources else None)


def _make_pictures(soup: BeautifulSoup, body: Body, media: MediaMaker) -> None:
    known = _known(body)
    for image in soup.find_all("img"):
        if image.decomposed:
            continue
        source = str(image.get("src", ""))
        holder = image.find_parent("picture") or image
        if source not in known and holder.parent is not None:
            words = str(image.get("alt") or image.get("title") or "")
            _replace(holder, media.make(source, words) if source else None)


def _drop_unknown_addresses(soup: BeautifulSoup, body: Body) -> None:
    """Sources, captions and posters that nobody checked: they would ask another site, or for what is not there."""
    known = _known(body)
    for tag in soup.find_all(["source", "track"]):
        if not known.issuperset(str(tag[name]) for name in ("src", "srcset") if name in tag.attrs):
            tag.decompose()
    for video in soup.find_all("video", poster=True):
        if video["poster"] not in known:
            del video["poster"]


def _check_links(soup: BeautifulSoup, body: Body) -> None:
    for tag in soup.find_all("a", href=True):
        link = read_link(str(tag["href"]), body)
        if link.href is None:
            del tag["href"]
        else:
            tag["href"] = link.href
        if link.rel is not None:
            tag["rel"] = link.rel


def _wrap_tables(soup: BeautifulSoup) -> None:
    for table in soup.find_all("table"):
        around = table.parent
        if around is None or "table" not in around.get_attribute_list("class"):
            table.wrap(soup.new_tag("div", attrs=TABLE_REGION))


def _replace(tag: Tag, made: Element | None) -> None:
    if made is None:
        tag.decompose()
        return
    element = BeautifulSoup(tostring(made, encoding="unicode", method="html"), "html.parser").find(made.tag)
    if element is not None:
        tag.replace_with(element.extract())
