"""Figures, groups, inline pictures and video."""

from __future__ import annotations

import pytest

from tests.article_body.pictures import convert, picture


def figure(name: str, caption: str, alt: str = "", lazy: bool = False) -> str:
    return f'<figure class="fig">{picture(name, alt, lazy)}<figcaption>{caption}</figcaption></figure>'


def test_a_picture_on_its_own_line_is_a_figure() -> None:
    done = convert('![Chú thích](/images/a.jpg "Mô tả cho người không nhìn thấy")\n\nĐoạn.')
    assert done.html == figure("a", "Chú thích", "Mô tả cho người không nhìn thấy") + "\n<p>Đoạn.</p>"
    assert [(p.source, p.alt) for p in done.body.pictures] == [("images/a.jpg", "Mô tả cho người không nhìn thấy")]
    assert done.told == []


def test_without_a_title_the_caption_is_not_said_twice() -> None:
    assert convert("![Chú thích](/images/a.jpg)").html == figure("a", "Chú thích")


def test_without_a_caption() -> None:
    assert convert('![](/images/a.jpg "Mô tả")').html == f'<figure class="fig">{picture("a", "Mô tả")}</figure>'


@pytest.mark.parametrize("repeated", ["*Chú thích*", "_Chú  thích_", "Chú thích", "***Chú thích***"])
def test_a_caption_stands_once(repeated: str) -> None:
    done = convert(f"![Chú thích](/images/a.jpg)\n\n{repeated}\n\nĐoạn.")
    assert done.html == figure("a", "Chú thích") + "\n<p>Đoạn.</p>"


def test_another_line_below_a_picture_stays() -> None:
    done = convert("![Chú thích](/images/a.jpg)\n\n*Ảnh: Khánh Vi*")
    assert done.html == figure("a", "Chú thích") + "\n<p><em>Ảnh: Khánh Vi</em></p>"


def test_an_empty_caption_drops_nothing() -> None:
    assert convert("![](/images/a.jpg)\n\nĐoạn.").html.endswith("<p>Đoạn.</p>")


@pytest.mark.parametrize("between", [" ", "\n", "  \n"])
def test_several_in_one_paragraph_are_a_group(between: str) -> None:
    done = convert(f"![Một](/images/a.jpg){between}![Hai](/images/b.png)\n\n*Hai*\n\nĐoạn.")
    assert done.html == f'<div class="photos">{figure("a", "Một")}{figure("b", "Hai", lazy=True)}</div>\n<p>Đoạn.</p>'


def test_a_picture_in_a_sentence_keeps_its_place() -> None:
    done = convert("Câu có ![mô tả](/images/a.jpg) ở *giữa*.")
    assert done.html == f"<p>Câu có {picture('a', 'mô tả')} ở <em>giữa</em>.</p>"


def test_a_picture_in_a_list_a_table_and_a_link() -> None:
    assert convert("- ![x](/images/a.jpg)\n- b").html == f"<ul>\n<li>{picture('a', 'x')}</li>\n<li>b</li>\n</ul>"
    assert picture("a", "x") in convert("| a |\n|---|\n| ![x](/images/a.jpg) |").html
    assert convert("[![x](/images/a.jpg)](/y/)").html == f'<p><a href="/y/">{picture("a", "x")}</a></p>'


def test_only_the_first_picture_loads_at_once() -> None:
    html = convert("![1](/images/a.jpg)\n\n![2](/images/b.png)\n\nx ![3](/images/a.jpg) y").html
    assert html.count('fetchpriority="high"') == 1
    assert html.count('loading="lazy"') == 2
    assert html.index("fetchpriority") < html.index("lazy")


def test_a_description_over_two_lines_is_one_line() -> None:
    done = convert("Câu có ![một\nhai](/images/a.jpg) ở giữa.\n\n![ba\nbốn](/images/b.png)")
    assert done.html == f"<p>Câu có {picture('a', 'một hai')} ở giữa.</p>\n" + figure("b", "ba bốn", lazy=True)


def test_signs_in_captions_are_escaped() -> None:
    done = convert("![a < b & “c”](/images/a.jpg '\"x\" < y')")
    assert "<figcaption>a &lt; b &amp; “c”</figcaption>" in done.html
    assert 'alt="&quot;x&quot; &lt; y"' in done.html


@pytest.mark.parametrize("attributes", ["width=300", "width='300' height='5'", ".rong #x"])
def test_attributes_do_not_keep_a_picture_from_being_made(attributes: str) -> None:
    done = convert(f"Câu ![b](/images/a.jpg){{: {attributes} }} x\n\n![Chú](/images/b.png){{: {attributes} }}")
    assert '"/images/a.jpg"' not in done.html
    assert '"/images/b.png"' not in done.html
    assert [p.source for p in sorted(done.body.pictures, key=lambda p: p.source)] == ["images/a.jpg", "images/b.png"]
    assert done.html.count("<picture>") == 2


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_a_missing_picture_is_told_and_left_out(severity: str) -> None:
    address = "/images/x.jpg" if severity == "error" else "/khac/x.jpg"
    done = convert(f"Một.\n\n![a]({address})\n\nHai ![b]({address}) ba.")
    assert done.told == [(7, severity, "không tìm thấy", address)]
    assert done.html.replace("\n\n", "\n") == "<p>Một.</p>\n<p>Hai  ba.</p>"
    assert done.body.pictures == []


def test_a_group_with_one_missing_picture() -> None:
    done = convert("![a](/images/x.jpg) ![b](/images/b.png)")
    assert done.html == f'<div class="photos">{figure("b", "b")}</div>'
    assert [problem[0] for problem in done.told] == [5]


def test_video_with_poster_and_captions() -> None:
    done = convert(
        '![Diễn tập](/images/v.mp4 "Mô tả")\n\n![Ảnh](/images/a.jpg)', "images/v.mp4", "images/v.jpg", "images/v.vtt"
    )
    assert done.html.startswith(
        '<figure class="fig video"><video aria-label="Mô tả" controls="" height="600" poster="/images/v-800.jpg" '
        'preload="none" width="800"><source src="/images/v.mp4" type="video/mp4">'
        '<track kind="captions" label="Tiếng Việt" src="/images/v.vtt" srclang="vi"></video>'
        "<figcaption>Diễn tập</figcaption></figure>"
    )
    assert done.body.files == ["images/v.mp4", "images/v.vtt"]
    assert [p.source for p in done.body.pictures] == ["images/v.jpg", "images/a.jpg"]
    assert done.told == []


@pytest.mark.parametrize(("name", "kind"), [("v.mp4", "video/mp4"), ("v.webm", "video/webm"), ("v.MP4", "video/mp4")])
def test_video_without_poster_and_captions_warns(name: str, kind: str) -> None:
    done = convert(f"x\n\n![Diễn tập](/images/{name})", f"images/{name}")
    assert f'<source src="/images/{name}" type="{kind}">' in done.html
    assert "poster" not in done.html
    assert "<track" not in done.html
    assert done.told == [
        (7, "warning", "video không có phụ đề", "/images/v.vtt"),
        (7, "warning", "video không có ảnh bìa", "/images/v"),
    ]


@pytest.mark.parametrize("poster", ["v.jpg", "v.png", "v.webp"])
def test_kinds_of_posters(poster: str) -> None:
    done = convert("![a](/images/v.mp4)", "images/v.mp4", f"images/{poster}", "images/v.vtt")
    assert [p.source for p in done.body.pictures] == [f"images/{poster}"]


def test_a_missing_video() -> None:
    done = convert("![a](/images/v.mp4)\n\nĐoạn.")
    assert done.told == [(5, "error", "không tìm thấy", "/images/v.mp4")]
    assert done.html.strip() == "<p>Đoạn.</p>"


def test_a_file_name_with_a_space_in_an_address() -> None:
    done = convert("![a](</images/v 1.mp4>)", "images/v 1.mp4", "images/v 1.jpg", "images/v 1.vtt")
    assert 'src="/images/v%201.mp4"' in done.html
    assert 'src="/images/v%201.vtt"' in done.html


def test_an_id_of_an_attribute_list_is_kept() -> None:
    assert convert("![b](/images/a.jpg){#so-do}").html.count('id="so-do"') == 1


def test_escaped_signs_in_an_address_and_a_description() -> None:
    done = convert("![a \\* b](/images/a\\_b.jpg 'x &amp; y')", "images/a_b.jpg")
    assert [(p.source, p.alt) for p in done.body.pictures] == [("images/a_b.jpg", "x & y")]
    assert 'alt="x &amp; y"' in done.html
    assert "<figcaption>a * b</figcaption>" in done.html


def test_a_place_inside_a_video() -> None:
    done = convert("![a](/images/v.mp4#t=10)", "images/v.mp4#t=10", "images/v.jpg", "images/v.vtt")
    assert "<video" in done.html


def test_in_reading_order_whatever_stands_in_a_sentence() -> None:
    done = convert("x ![1](/images/b.png) y\n\n![2](/images/a.jpg)")
    assert [p.source for p in done.body.pictures] == ["images/b.png", "images/a.jpg"]
    assert done.html.index("fetchpriority") < done.html.index("lazy")
