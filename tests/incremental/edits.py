"""What a newsroom does to its files, each edit by itself; whether Pelican is needed after it is told beside it."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.incremental.lab import Lab, story
from tests.sites.newsroom import article, picture
from tests.support import NOW


@dataclass
class Desk:
    """Whoever edits a newsroom; chance chooses the article, and numbers are never given twice."""

    lab: Lab
    rnd: random.Random
    now: str = NOW
    number: int = 1000
    touched: set[Path] = field(default_factory=set)

    def new_number(self) -> int:
        """A number that no article has."""
        self.number += 1
        return self.number

    def some(self) -> Path:
        """An article's file that no picks nor addresses lean on."""
        found = [path for path in sorted(self.lab.content.glob("*/bai-*.md")) if path not in self.touched]
        return self.rnd.choice(found)

    def set(self, path: Path, name: str, value: str) -> None:
        """Give a field of the header another value, or none."""
        text = re.sub(rf"(?m)^{name}: .*\n", "", path.read_text("utf-8"))
        path.write_text(text.replace("---\n", f"---\n{name}: {value}\n", 1) if value else text, "utf-8")

    def add(self, date: str, *more: str) -> Path:
        """Write an article."""
        number = self.new_number()
        header, body = story(self.rnd, number, date, *more)
        return article(self.lab.content / self.rnd.choice(("an-ninh", "giao-thong")), f"bai-{number}", header, body)


def add_newest(desk: Desk) -> None:
    """The newest of all."""
    desk.add("2026-11-22 09:00")


def add_old(desk: Desk) -> None:
    """One in the middle of the archive."""
    desk.add("2022-03-04 05:06")


def add_first_of_a_year(desk: Desk) -> None:
    """One of a year that had none: the list of years stands on every page of one."""
    desk.add(f"20{desk.rnd.randint(10, 17)}-03-04 05:06")


def edit_body(desk: Desk) -> None:
    """More to read."""
    path = desk.some()
    path.write_text(f"{path.read_text('utf-8')}\nThêm câu số {desk.new_number()} về xe quá tải.\n", "utf-8")


def retitle(desk: Desk) -> None:
    """Another title; the address stays."""
    desk.set(desk.some(), "title", f"Tít mới {desk.new_number()}")


def retag(desk: Desk) -> None:
    """Other keywords, one of them new."""
    desk.set(desk.some(), "tags", f"[ma túy, thẻ {desk.new_number()}]")


def respell(desk: Desk) -> None:
    """Another spelling of a keyword of many."""
    desk.set(desk.some(), "tags", desk.rnd.choice(("[Ma Túy]", "[ma tuý]", "[MA TÚY, Lừa Đảo]")))


def move_section(desk: Desk) -> None:
    """The file goes to another section."""
    path = desk.some()
    other = {"an-ninh": "giao-thong", "giao-thong": "an-ninh"}[path.parent.name]
    path.rename(path.parent.parent / other / path.name)


def change_date(desk: Desk) -> None:
    """Another day, and often another address."""
    desk.set(desk.some(), "date", f"20{desk.rnd.randint(19, 25)}-05-{desk.rnd.randint(10, 28)} 10:00")


def correct(desk: Desk) -> None:
    """It says when it was corrected."""
    desk.set(desk.some(), "updated", "2026-11-20 08:00")


def add_event(desk: Desk) -> None:
    """It belongs to an event."""
    desk.set(desk.some(), "event", desk.rnd.choice(("Cao điểm cuối năm", "Ngày hội toàn dân", "Vụ án mới")))


def remove_event(desk: Desk) -> None:
    """It belongs to none."""
    desk.set(desk.some(), "event", "")


def feature(desk: Desk) -> None:
    """It leads the front page."""
    desk.set(desk.some(), "featured", "có")


def as_draft(desk: Desk) -> None:
    """It is taken back."""
    desk.set(desk.some(), "status", "nháp")


def as_hidden(desk: Desk) -> None:
    """It is in no list."""
    desk.set(desk.some(), "status", "ẩn")


def bring_back(desk: Desk) -> None:
    """All drafts and hidden ones are published again."""
    for path in sorted(desk.lab.content.glob("*/bai-*.md")):
        if "\nstatus: " in path.read_text("utf-8"):
            desk.set(path, "status", "")


def delete(desk: Desk) -> None:
    """It is gone."""
    desk.some().unlink()


def rename_file(desk: Desk) -> None:
    """The same article in another file."""
    path = desk.some()
    path.rename(path.with_name(f"bai-ten-{desk.new_number()}.md"))


def pick(desk: Desk) -> None:
    """An editor picks a related article."""
    path, other = desk.some(), desk.some()
    desk.touched |= {path, other}
    slug = re.search(r"(?m)^slug: (.*)$", other.read_text("utf-8"))
    assert slug
    desk.set(path, "related", f"[{slug[1]}]")


def show_picture(desk: Desk) -> None:
    """A picture that others show too."""
    path = desk.some()
    path.write_text(f"{path.read_text('utf-8')}\n![Hiện trường](/images/anh-0.jpg)\n", "utf-8")


def show_unused_picture(desk: Desk) -> None:
    """A picture that nobody showed so far."""
    path = desk.add("2026-11-21 09:00")
    path.write_text(f"{path.read_text('utf-8')}\n![Hiện trường](/images/anh-2.jpg)\n", "utf-8")


def hide_unused_picture(desk: Desk) -> None:
    """Nobody shows that picture any more: it may not stay in the output."""
    for path in desk.lab.content.glob("*/bai-*.md"):
        text = path.read_text("utf-8").replace("![Hiện trường](/images/anh-2.jpg)", "")
        path.write_text(text, "utf-8")


def several(desk: Desk) -> None:
    """A morning's work."""
    for edit in (add_newest, edit_body, retag, delete):
        edit(desk)


def touch(desk: Desk) -> None:
    """A fresh checkout: other times, the same bytes."""
    for path in desk.lab.content.rglob("*.md"):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)


def alias(desk: Desk) -> None:
    """It had another address."""
    path = desk.some()
    desk.touched.add(path)
    desk.set(path, "aliases", f"[/cu/bai-{desk.new_number()}/]")


def add_notice(desk: Desk) -> None:
    """A notice stands on every page, for some time."""
    number = desk.new_number()
    header = f"title: Thông báo {number}\ndate: 2026-11-0{desk.rnd.randint(1, 9)}\nkind: thông báo\nexpires: 2026-12-01"
    article(desk.lab.content / "thong-bao", f"thong-bao-{number}", header)


def add_wanted(desk: Desk) -> None:
    """A wanted notice."""
    number = desk.new_number()
    lines = [
        "kind: truy nã", "date: 2026-11-10", "name: Nguyễn Văn Không Có", "born: 1990", "offence: Trộm cắp tài sản",
        "residence: xã Không Có, tỉnh Tưởng Tượng", f"decision: {number}/QĐ-CSĐT", "decision_date: 2026-11-09",
        "issuer: Công an tỉnh Tưởng Tượng",
        "telephone: 0200 1369 570", "state: truy nã",
    ]  # fmt: skip
    article(desk.lab.content / "truy-na", "_index", "title: Truy nã")
    article(desk.lab.content / "truy-na", f"truy-na-{number}", "\n".join(lines))


def hold_back(desk: Desk) -> None:
    """An article that waits."""
    desk.add("2026-11-22 11:00", "embargo: 2026-11-22 11:00")


def pass_embargo(desk: Desk) -> None:
    """An hour and a half goes by."""
    desk.now = "2026-11-22 11:30"


def edit_template(desk: Desk) -> None:
    """A word more on every page."""
    path = desk.lab.project / "theme" / "templates" / "base.html"
    path.write_text(path.read_text("utf-8").replace("</body>", f"<p>{desk.new_number()}</p></body>"), "utf-8")


def edit_settings(desk: Desk) -> None:
    """Other sizes of lists."""
    with desk.lab.settings.open("a", encoding="utf-8") as file:
        file.write(f"DEFAULT_PAGINATION = {desk.rnd.randint(5, 12)}\n")


def edit_registry(desk: Desk) -> None:
    """An alert on every page."""
    text = f"text: Cảnh giác tin nhắn giả {desk.new_number()}\nhref: /gioi-thieu/\nuntil: 2026-12-31\n"
    (desk.lab.content / "_data" / "alert.yml").write_text(text, "utf-8")


def edit_page(desk: Desk) -> None:
    """A page says more."""
    path = desk.lab.content / "pages" / "gioi-thieu.md"
    path.write_text(f"{path.read_text('utf-8')}\nThêm câu {desk.new_number()}.\n", "utf-8")


def add_picture(desk: Desk) -> None:
    """A new picture, and an article that shows it."""
    name = f"moi-{desk.new_number()}.jpg"
    picture(desk.lab.content, name)
    path = desk.some()
    path.write_text(f"{path.read_text('utf-8')}\n![Ảnh mới](/images/{name})\n", "utf-8")


def remove_section(desk: Desk) -> None:
    """A whole folder of articles goes: its section is in no menu any more."""
    shutil.rmtree(desk.lab.content / "thong-bao")


Edit = Callable[[Desk], None]
#: After these Pelican is never needed.
QUICK: tuple[Edit, ...] = (
    edit_body,
    retitle,
    add_newest,
    add_old,
    correct,
    feature,
    touch,
    show_picture,
    several,
    edit_template,
)
#: After these it may be: a keyword or an event of others may be called otherwise, a link may lead nowhere.
EITHER: tuple[Edit, ...] = (
    add_first_of_a_year, retag, respell, move_section, change_date, add_event, remove_event, as_draft, as_hidden,
    bring_back, delete, rename_file, pick,
)  # fmt: skip
#: After these it always is.
FULL: tuple[Edit, ...] = (
    alias, add_notice, add_wanted, hold_back, pass_embargo, edit_settings, edit_registry, edit_page,
    add_picture, show_unused_picture, hide_unused_picture, remove_section,
)  # fmt: skip
