"""The processors together."""

from __future__ import annotations

from tests.article_body.pictures import convert

TABLE = "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>"


def test_the_first_level_is_the_title_of_the_page() -> None:
    html = convert("# Một\n\n## Hai\n\n### Ba\n\nBốn\n====\n").html
    assert html == '<h2 id="mot">Một</h2>\n<h2 id="hai">Hai</h2>\n<h3 id="ba">Ba</h3>\n<h2 id="bon">Bốn</h2>'


def test_tables_scroll_in_a_region() -> None:
    html = convert("| a |\n|---|\n| 1 |\n\nchữ").html
    assert html == (f'<div aria-label="Bảng" class="table" role="region" tabindex="0">{TABLE}</div>\n<p>chữ</p>')


def test_a_table_in_a_list() -> None:
    assert convert("- x\n\n    | a |\n    |---|\n    | 1 |\n").html.count('class="table"') == 1


def test_several_tables() -> None:
    html = convert("| a |\n|---|\n| 1 |\n\n| b |\n|---|\n| 2 |\n").html
    assert html.count("<table>") == html.count('class="table"') == 2


def test_the_contents_list_what_became_of_headings() -> None:
    html = convert("[TOC]\n\n# Đường\n").html
    assert '<li><a href="#duong">Đường</a></li>' in html
    assert '<h2 id="duong">Đường</h2>' in html


def test_cells_are_aligned_without_styles() -> None:
    html = convert("| a | b | c |\n|---:|:---:|:---|\n| 1 | 2 | 3 |\n").html
    assert "style" not in html
    assert '<td class="right">1</td>\n<td class="center">2</td>\n<td>3</td>' in html
    cleaned = convert('<p style="x">y</p>\n\n| a | b | c |\n|---:|:---:|:---|\n| 1 | 2 | 3 |\n').html
    assert '<td class="right">1</td>\n<td class="center">2</td>\n<td>3</td>' in cleaned
