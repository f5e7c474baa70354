"""Render every template with the sample values into a folder, to look at them in a browser.

    python -m tests.theme.preview FOLDER

Serve the folder (python -m http.server -d FOLDER) rather than opening the files: addresses begin with a slash.
The long article's body is the text of the longest captured article, so that its weight is a real one.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw

from tests.theme import sample_site, samples, shapes
from tests.theme.conftest import make_environment

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "theme" / "static"
COLOURS = {"hall": "#8a6a4a", "sea": "#6f93a3", "village": "#a48f5f", "border": "#6a8b73"}
BODY = """
<figure class="fig"><picture><source type="image/webp" srcset="/anh/border-960.webp 960w" sizes="39rem">
<img src="/anh/border-960.jpg" width="960" height="640" alt="Chốt kiểm soát" loading="lazy"></picture>
<figcaption>CA tỉnh Tặng quà cho chốt kiểm soát, phòng chống dịch bệnh COVID-19
trên địa bàn 2 huyện Lộc Ninh và Bù Đốp</figcaption></figure>
"""
EVERYTHING = """
<div class="toc"><span class="toctitle">Trong bài</span><ul><li><a href="#mot">Việc thứ nhất</a></li>
<li><a href="#hai">Việc thứ hai</a></li>
</ul>
</div>
<h2 id="mot">Việc thứ nhất</h2>
<p>Theo Chỉ thị <span class="nb">47/CT-TU</span>, <abbr title="an ninh, trật tự">ANTT</abbr>
được giữ vững.
<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>
<ol><li>Chỉ đạo các đơn vị.</li>
<li>Tăng cường tuần tra<ul><li>ban đêm</li>
<li>ở chợ</li>
</ul>
</li>
</ol>
<h3 id="hai">Việc thứ hai</h3><blockquote><p>Nhân dân là tai mắt của lực lượng Công an.</p>
</blockquote>
<div class="table" tabindex="0" role="region" aria-label="Bảng">
<table><thead><tr><th>Địa bàn</th><th>Số mô hình</th></tr>
</thead>
<tbody><tr><td>Phường 1</td><td>12</td></tr>
<tr><td>Phường 2</td><td>9</td></tr>
</tbody></table></div>
<div class="photos"><figure class="fig"><img src="/anh/sea-960.jpg" width="960" height="640" alt="Biển">
<figcaption>Ảnh một</figcaption></figure>
<figure class="fig"><img src="/anh/hall-960.jpg" width="960" height="640" alt="Hội trường">
<figcaption>Ảnh hai, có chú thích dài hơn một dòng để xem hàng có thẳng không</figcaption></figure>
</div>
<figure class="fig video"><video controls width="960" height="540" poster="/anh/village-960.jpg"></video>
<figcaption>Phóng sự</figcaption></figure>
<h4>Nơi nhận</h4><p class="signature">BBT Phòng xây dựng phong trào quần chúng BVANTQ</p>
<div class="footnote"><hr><ol><li id="fn:1"><p>Chú thích cuối bài.&#160;
<a class="footnote-backref" href="#fnref:1" title="Về chỗ chú thích 1">↩</a></p>
</li>
</ol>
</div>
"""


def long_article() -> shapes.Article:
    lines = [line.strip() for line in (ROOT / "tests/corpus/001_1d6e4a2edd5c6a96.txt").read_text("utf-8").splitlines()]
    paragraphs = [line for line in lines if len(line) > 120]
    body = "".join(f"<p>{escape(line)}</p>\n" for line in paragraphs[2:])
    return replace(samples.LONG, lead=paragraphs[0], lead_html=escape(paragraphs[0]), content=BODY + body)


def draw_pictures(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, colour in COLOURS.items():
        image = Image.new("RGB", (960, 640), colour)
        pen = ImageDraw.Draw(image)
        pen.ellipse((620, 90, 760, 230), fill="#e8d8b0")
        pen.polygon([(0, 640), (0, 420), (300, 260), (620, 470), (960, 330), (960, 640)], fill="#2f4d3c")
        image.save(folder / f"{name}-960.jpg")
        image.save(folder / f"{name}-960.webp")
        image.resize((480, 320)).save(folder / f"{name}-480.webp")
    Image.new("RGB", (640, 200), "#3f6f8a").save(folder / "banner.png")


def bundle(folder: Path) -> str:
    names = (folder / "bundle.txt").read_text("utf-8").split()
    return "\n".join((folder / name).read_text("utf-8") for name in names)


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(STATIC / "icons", folder / "theme" / "icons")
    for name, parts in {"site.css": "css", "site.js": "js", "figures.js": "js/figures"}.items():
        (folder / "theme" / name).write_text(bundle(STATIC / parts), "utf-8")
    draw_pictures(folder / "anh")
    environment = make_environment()
    pages = sample_site.pages()
    pages[samples.LONG.href] = ("article.html", {"article": long_article()})
    pages["/gioi-thieu/"][1]["page"] = replace(pages["/gioi-thieu/"][1]["page"], content=EVERYTHING)
    for address, (template, own) in pages.items():
        path = folder / address.lstrip("/")
        path = path / "index.html" if address.endswith("/") else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(environment.get_template(template).render({**sample_site.every_page(), **own}), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
