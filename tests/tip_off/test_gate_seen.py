"""The gate on what readers must meet: exits, numbers and the region that tells of the exit, none of them hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tip_off.sound_page import BAR, HERE, PAGE, SKIP, STATUS, told, write_site

NUMBER = '<a href="tel:113"><b>113</b> Công an</a>'
EXIT, CALL, REGION = "thoát nhanh nhìn thấy được", "số khẩn cấp nhìn thấy được: “113”", "vùng báo thoát nhanh"
HIDDEN = {
    "number": (NUMBER, NUMBER.replace("<a ", "<a hidden "), CALL),
    "number until it is found": (NUMBER, NUMBER.replace("<a ", '<a hidden="until-found" '), CALL),
    "number for those who listen": (NUMBER, NUMBER.replace("<a ", '<a aria-hidden="true" '), CALL),
    "number in capitals": (NUMBER, NUMBER.replace("<a ", "<a HIDDEN "), CALL),
    "words of a number": (NUMBER, NUMBER.replace("<b>", "<b hidden>"), CALL),
    "number without words": (NUMBER, '<a href="tel:113"></a>', CALL),
    "number with the words of another": (NUMBER, '<a href="tel:113">114</a>', CALL),
    "around a number": (NUMBER, f"<div hidden><p>{NUMBER}</p></div>", CALL),
    "nothing to listen to around a number": (NUMBER, f'<div aria-hidden="true">{NUMBER}</div>', CALL),
    "popover around a number": (NUMBER, f'<nav id="a" popover>{NUMBER}</nav>', CALL),
    "folded number": (NUMBER, f"<details><summary>Số</summary>{NUMBER}</details>", CALL),
    "exit among the skip links": (SKIP, SKIP.replace("<a ", "<a hidden "), EXIT),
    "bar": (BAR, BAR.replace("<section ", "<section hidden "), EXIT),
    "bar for those who listen": (BAR, BAR.replace("<section ", '<section aria-hidden="true" '), EXIT),
    "exit without words": (SKIP, SKIP.replace("Thoát nhanh", " "), EXIT),
    "region": (STATUS, STATUS.replace("<p ", "<p hidden "), REGION),
    "region for those who listen": (STATUS, STATUS.replace("<p ", '<p aria-hidden="true" '), REGION),
    "region that the exit would take away": (STATUS, f"<div>{STATUS}</div>", REGION),
    "two regions": (STATUS, f"{STATUS}{STATUS}", REGION),
    "body": ("<body ", "<body hidden ", "<body> của trang tố giác không được có thuộc tính hidden"),
    "body for those who listen": ("<body ", '<body aria-hidden="true" ', "không được có thuộc tính aria-hidden"),
    "main": ("<main ", "<main hidden ", "<main> của trang tố giác không được có thuộc tính hidden"),
    "main for those who listen": ("<main ", '<main aria-hidden="true" ', "không được có thuộc tính aria-hidden"),
    "inert body": ("<body ", "<body inert ", "không được có thuộc tính inert"),
    "inert number": (NUMBER, NUMBER.replace("<a ", "<a inert "), "không được có thuộc tính inert"),
    "whole page": ('<html lang="vi">', '<html lang="vi" hidden>', "không được có thuộc tính hidden"),
}


@pytest.mark.parametrize(("before", "after", "named"), HIDDEN.values(), ids=HIDDEN)
def test_hidden(tmp_path: Path, before: str, after: str, named: str) -> None:
    assert PAGE.count(before) == 1
    lines = told(write_site(tmp_path, vietnamese=PAGE.replace(before, after)))
    assert [line for line in lines if named in line], lines


SEEN = {
    "said not to be hidden": NUMBER.replace("<a ", '<a aria-hidden="false" '),
    "unfolded": f"<details open><summary>Số</summary>{NUMBER}</details>",
    "the words of what is folded": f"<details><summary>{NUMBER}</summary>Số</details>",
    "beside what is hidden": f"<p hidden>a</p>{NUMBER}",
    "a second one that is hidden": f"{NUMBER}<p hidden>{NUMBER}</p>",
    "with a drawing": NUMBER.replace("<b>", '<svg aria-hidden="true"><path d="M0 0"/></svg><b>'),
    "written in parts": NUMBER.replace("<b>113</b>", "<b>1</b>1 3"),
}


@pytest.mark.parametrize("piece", SEEN.values(), ids=SEEN)
def test_not_hidden(tmp_path: Path, piece: str) -> None:
    assert told(write_site(tmp_path, vietnamese=PAGE.replace(NUMBER, piece))) == []


def test_two_exits_and_one_more_that_is_hidden(tmp_path: Path) -> None:
    piece = SKIP.replace("<a ", "<a hidden ")
    assert told(write_site(tmp_path, vietnamese=PAGE.replace(HERE, piece))) == []


def test_an_exit_that_is_named_for_those_who_listen(tmp_path: Path) -> None:
    drawn = SKIP.replace(">Thoát nhanh<", ' aria-label="Thoát nhanh"><svg><path d="M0 0"/></svg><')
    assert drawn != SKIP
    assert told(write_site(tmp_path, vietnamese=PAGE.replace(SKIP, drawn))) == []
