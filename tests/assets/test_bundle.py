"""Bundles."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from plugins.assets.bundle import make_bundle
from tests.support import ROOT


def folder(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / name.replace("_", ".")
        path.write_text(text, "utf-8")
    return root


def test_styles_are_joined_in_order_and_minified(tmp_path: Path) -> None:
    made = make_bundle(
        folder(
            tmp_path, bundle_txt="b.css\na.css\n", a_css="/* ghi chú */\np  {  color : red;  }\n", b_css="a{margin:0px}"
        ),
        "css",
    )
    text = made.data.decode()
    assert text.replace("\n", "") == "a{margin:0}p{color:red}"
    assert made.href == f"/theme/site.{hashlib.sha256(made.data).hexdigest()[:10]}.css"


def test_scripts_are_joined_in_order_and_minified(tmp_path: Path) -> None:
    made = make_bundle(folder(tmp_path, bundle_txt="b.js a.js", a_js="// một\nlet a = 1\n\n", b_js="let b = 2"), "js")
    assert made.data.decode() == "let b=2\nlet a=1"
    assert made.href.endswith(".js")


def test_what_looks_like_a_comment_but_is_none_stays(tmp_path: Path) -> None:
    text = "const a = `//  x ${ b }  y`, c = /[/]  /g, d = '  /* */'; // hết"
    made = make_bundle(folder(tmp_path, bundle_txt="a.js", a_js=text), "js")
    assert made.data.decode() == "const a=`//  x ${ b }  y`,c=/[/]  /g,d='  /* */';"


def test_what_is_not_named_is_not_in_it(tmp_path: Path) -> None:
    made = make_bundle(folder(tmp_path, bundle_txt="a.js", a_js="a", b_js="b"), "js")
    assert made.data == b"a"


def test_a_bundle_may_have_a_name_of_its_own(tmp_path: Path) -> None:
    made = make_bundle(folder(tmp_path, bundle_txt="a.js", a_js="a"), "js", "figures")
    assert re.fullmatch(r"/theme/figures\.[0-9a-f]{10}\.js", made.href)


def test_the_name_follows_the_content(tmp_path: Path) -> None:
    def name(text: str) -> str:
        return make_bundle(folder(tmp_path, bundle_txt="a.css", a_css=text), "css").href

    assert name("p{color:red}") == name("p { color: red }") != name("p{color:blue}")


def test_vietnamese_in_a_stylesheet(tmp_path: Path) -> None:
    made = make_bundle(folder(tmp_path, bundle_txt="a.css", a_css='p::before{content:"Đường – “x”"}'), "css")
    assert "Đường – “x”" in made.data.decode()


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        make_bundle(folder(tmp_path, bundle_txt="a.css"), "css")


@pytest.mark.parametrize("part", ["css", "js", "js/figures"])
def test_every_file_of_the_theme_is_in_its_bundle(part: str) -> None:
    static, extension = ROOT / "theme" / "static" / part, part.split("/")[0]
    names = (static / "bundle.txt").read_text("utf-8").split()
    assert sorted(names) == sorted(path.name for path in static.glob(f"*.{extension}"))
    assert len(names) == len(set(names))
    assert make_bundle(static, extension).data


def test_the_stylesheet_asks_nobody_else() -> None:
    text = make_bundle(ROOT / "theme" / "static" / "css", "css").data.decode()
    assert "@import" not in text
    addresses = re.findall(r"url\(\s*['\"]?([^'\")]*)", text)
    assert all(address.startswith(("data:", "/", "#")) and not address.startswith("//") for address in addresses)
