"""Trees as text: what Python-Markdown's own serialiser writes."""

from __future__ import annotations

from xml.etree.ElementTree import Comment, Element, SubElement, fromstring

import pytest
from markdown.serializers import to_html_string

from plugins.front_matter.serialiser import serialise


@pytest.mark.parametrize(
    "xml",
    [
        "<div><p>Một <b>hai</b> ba</p>\n<p/>chữ</div>",
        "<div><br/>một<img src='/a.jpg' alt='a &lt; b'/>hai<hr/></div>",
        "<p title='một \"hai\" &amp; ba' id='b' class='a'>x &amp;amp; y &amp;#38; z &amp; t &lt; u &gt; v</p>",
        "<video controls='' preload='none'><source src='/a.mp4'/></video>",
        "<video controls='controls' lang='lang'>x &lt; y</video>",
        "<div><script>a &lt; b</script>sau<style>b > c</style></div>",
        "<p>\n dòng\n</p>",
    ],
)
def test_as_the_library(xml: str) -> None:
    tree = fromstring(xml)
    assert serialise(tree) == to_html_string(tree)


def test_comments_and_attributes_without_a_value() -> None:
    tree = Element("p")
    tree.append(Comment("ghi chú"))
    SubElement(tree, "i").attrib["hidden"] = None  # type: ignore[assignment]
    assert serialise(tree) == to_html_string(tree) == "<p><!--ghi chú--><i hidden></i></p>"
