"""What single components promise: exact words, parts left out, nothing that leads nowhere."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import jinja2
import pytest
from bs4 import BeautifulSoup, Tag

from tests.theme import sample_site, samples, shapes, tip_off_samples
from tests.theme.rendering import render, soup, words

PLAIN_PICTURE = shapes.Picture("/a.png", 3, 2, "", (), "images/a.png")


class TestStory:
    def test_lead_headline_keeps_compounds_together(self, environment: jinja2.Environment) -> None:
        html = render(environment, "story", '{{ story(article, "lead") }}', article=samples.TOWN)
        assert "bảo&nbsp;vệ" in html

    def test_without_picture_there_is_no_box(self, environment: jinja2.Environment) -> None:
        page = soup(render(environment, "story", "{{ story(article) }}", article=samples.FESTIVAL))
        assert page.find(class_="pic") is None
        assert "bare" in page.article["class"] if page.article else False

    def test_views_only_when_known(self, environment: jinja2.Environment) -> None:
        call = "{{ story(article) }}"
        assert "Đã xem 1.297" in words(render(environment, "story", call, article=samples.LONG))
        assert "Đã xem" not in words(render(environment, "story", call, article=samples.FESTIVAL))
        assert "Đã xem 0" in words(render(environment, "story", call, article=replace(samples.FESTIVAL, views=0)))

    def test_picture_link_is_not_a_second_stop(self, environment: jinja2.Environment) -> None:
        link = soup(render(environment, "story", "{{ story(article) }}", article=samples.TOWN)).find(class_="pic")
        assert link is not None
        assert (link["tabindex"], link["aria-hidden"]) == ("-1", "true")

    def test_heading_level_and_capitals(self, environment: jinja2.Environment) -> None:
        heading = soup(render(environment, "story", '{{ story(article, "row", level=2) }}', article=samples.LONG)).h2
        assert heading is not None
        assert heading["class"] == ["caps"]


class TestPicture:
    def test_eager_first_others_lazy(self, environment: jinja2.Environment) -> None:
        image = samples.picture("hall")
        eager = soup(render(environment, "picture", "{{ picture(image, eager=True) }}", image=image)).img
        lazy = soup(render(environment, "picture", "{{ picture(image) }}", image=image)).img
        assert eager is not None
        assert lazy is not None
        assert eager["fetchpriority"] == "high"
        assert not eager.get("loading")
        assert lazy["loading"] == "lazy"
        assert not lazy.get("fetchpriority")

    def test_size_is_known(self, environment: jinja2.Environment) -> None:
        page = soup(
            render(environment, "picture", '{{ picture(image, "50vw", alt="") }}', image=samples.picture("hall"))
        )
        assert page.img is not None
        assert page.source is not None
        assert (page.img["width"], page.img["height"], page.img["alt"]) == ("960", "640", "")
        assert page.source["sizes"] == "50vw"

    def test_plain_picture_needs_no_wrapper(self, environment: jinja2.Environment) -> None:
        html = render(environment, "picture", "{{ picture(image) }}", image=PLAIN_PICTURE)
        assert soup(html).picture is None


class TestArticleMeta:
    def test_full_date_with_weekday(self, environment: jinja2.Environment) -> None:
        html = render(environment, "article_meta", "{{ article_meta(article) }}", article=samples.LONG)
        assert "Đăng ngày Chủ nhật, 26/12/2021 21:42" in words(html)
        assert 'datetime="2021-12-26T21:42:00+07:00"' in html
        assert "Phản hồi 3" in words(html)

    def test_partial_date_stays_partial(self, environment: jinja2.Environment) -> None:
        html = render(environment, "article_meta", "{{ article_meta(article) }}", article=samples.TOWN)
        assert "Thời gian Tháng 4/2022" in words(html)
        assert 'datetime="2022-04"' in html

    @pytest.mark.parametrize("comments", [0, None])
    def test_no_zero_comments(self, environment: jinja2.Environment, comments: int | None) -> None:
        article = replace(samples.SHORT, comments=comments)
        assert "Phản hồi" not in render(environment, "article_meta", "{{ article_meta(article) }}", article=article)

    def test_notice_says_until_when(self, environment: jinja2.Environment) -> None:
        html = render(environment, "article_meta", "{{ article_meta(article) }}", article=samples.RECEPTION)
        assert "Có hiệu lực đến Thứ Năm, 30/6/2022" in words(html)


class TestArticleTools:
    @pytest.fixture
    def tools(self, environment: jinja2.Environment) -> BeautifulSoup:
        return soup(
            render(
                environment, "article_tools", "{{ article_tools(article.href, article.share) }}", article=samples.LONG
            )
        )

    def test_names_are_the_exact_words(self, tools: BeautifulSoup) -> None:
        names = [item.get_text().strip() for item in tools.find_all("li")]
        assert names == [
            "Gửi bài viết qua e-mail",
            "Lưu bài viết này",
            "Chia sẻ qua Zalo",
            "Chia sẻ qua Facebook",
            "In bài viết này",
            "Chia sẻ bài viết này",
        ]

    def test_buttons_wait_for_the_script(self, tools: BeautifulSoup) -> None:
        assert [item["data-tool"] for item in tools.find_all("li", hidden=True)] == ["print", "share"]
        assert all(button.find_parent("li", hidden=True) for button in tools.find_all("button"))

    def test_save_names_the_file(self, tools: BeautifulSoup) -> None:
        link = tools.find("a", download=True)
        assert link is not None
        assert (link["href"], link["download"]) == (samples.LONG.href, "tang-cuong-cong-tac-dan-van.html")

    def test_other_sites_learn_nothing(self, tools: BeautifulSoup) -> None:
        assert all(
            link["rel"] == ["noreferrer", "noopener"] for link in tools.find_all("a", href=re.compile("^https:"))
        )


class TestNotice:
    def test_leaf_has_the_whole_date_in_reading_order(self, environment: jinja2.Environment) -> None:
        html = render(environment, "notice", "{{ notice(article) }}", article=samples.RECRUITING)
        leaf = soup(html).time
        assert leaf is not None
        assert " ".join(leaf.get_text(" ").split()) == "25 Tháng 3 2022"
        assert leaf["datetime"] == "2022-03-25"
        assert "Hạn đến 15/4/2022" in words(html)

    @pytest.mark.parametrize(
        ("when", "expected"), [(samples.month(2022, 3), "Tháng 3 2022"), (samples.year(2019), "Năm 2019")]
    )
    def test_leaf_of_a_partial_date(
        self, environment: jinja2.Environment, when: shapes.NewsDate, expected: str
    ) -> None:
        leaf = soup(
            render(environment, "notice", "{{ notice(article) }}", article=replace(samples.RECRUITING, when=when))
        ).time
        assert leaf is not None
        assert " ".join(leaf.get_text(" ").split()) == expected


class TestTiles:
    def test_staff_stands_apart_and_the_tip_off_is_not_twice(self, environment: jinja2.Environment) -> None:
        page = soup(
            render(environment, "link_tiles", '{{ link_tiles(tiles, skip="/to-giac-toi-pham/") }}', tiles=samples.TILES)
        )
        labels = [item.get_text().strip() for item in page.select(".tiles a")]
        assert labels == [
            "Văn bản chỉ đạo điều hành",
            "Góp ý xây dựng phát triển Công an tỉnh",
            "Kiến nghị, phản ánh các vấn đề khác",
        ]
        assert "Dành cho cán bộ: Email công vụ" in words(str(page))

    def test_unknown_icon_leaves_no_hole(self, environment: jinja2.Environment) -> None:
        assert "<path d=" in render(environment, "icon", '{{ icon("khong-co") }}')


class TestEventThread:
    def test_name_count_and_articles(self, environment: jinja2.Environment) -> None:
        call = "{{ event_thread(article.thread, article.thread_others) }}"
        page = soup(render(environment, "event_thread", call, article=samples.LONG))
        links = [link["href"] for link in page.find_all("a")]
        assert links == [samples.EVENT.href, samples.COVID.href, samples.FESTIVAL.href]
        assert words(str(page)).startswith(f"Theo dòng sự kiện {samples.EVENT.name} Xem cả 4 bài")

    @pytest.mark.parametrize(("count", "links"), [(1, 0), (2, 1)])
    def test_without_others_only_the_link_to_more_of_them(
        self, environment: jinja2.Environment, count: int, links: int
    ) -> None:
        thread = replace(samples.EVENT, count=count)
        page = soup(render(environment, "event_thread", "{{ event_thread(thread, []) }}", thread=thread))
        assert len(page.select("a")) == links
        assert bool(page.select("section")) == bool(links)
        assert not page.select("ul")

    def test_one_other_beside_what_is_hidden(self, environment: jinja2.Environment) -> None:
        values = {"thread": replace(samples.EVENT, count=1), "others": [samples.COVID]}
        html = render(environment, "event_thread", "{{ event_thread(thread, others) }}", **values)
        assert "Xem cả" not in html


class TestEventPages:
    def test_one_event(self, built: dict[str, BeautifulSoup]) -> None:
        page = built[samples.EVENT.href]
        assert [link["href"] for link in page.select(".crumb a")] == ["/", "/su-kien/"]
        assert page.h1
        assert page.h1.get_text() == "Ngày\u00a0hội toàn\u00a0dân bảo\u00a0vệ an\u00a0ninh Tổ\u00a0quốc"
        assert words(str(page.select_one("h1 + p"))) == "4 bài"
        assert len(page.select(".rows article")) == 5

    def test_all_events(self, built: dict[str, BeautifulSoup]) -> None:
        items = [words(str(item)) for item in built["/su-kien/"].select(".long li")]
        assert items == [
            f"{samples.EVENT.name} 4 bài Bài mới nhất: 26/12/2021",
            "Bão số 3 1.204 bài Bài mới nhất: Tháng 8/2021",
        ]

    def test_no_event_at_all(self, environment: jinja2.Environment) -> None:
        own = {"threads": [], "output_file": "su-kien/index.html"}
        html = environment.get_template("events.html").render({**sample_site.every_page(), **own})
        assert "Chưa có dòng sự kiện nào." in html


class TestPlaces:
    def places(self, environment: jinja2.Environment, channels: list[SimpleNamespace], english: bool = False) -> Tag:
        call = f"{{{{ place_list(items, {english}) }}}}"
        return soup(render(environment, "place_list", call, items=channels))

    def test_what_all_share_is_said_once(self, environment: jinja2.Environment) -> None:
        channels = tip_off_samples.stations(6)
        for channel in channels:
            channel.note, channel.unit = "Máy có thể hiện số gọi đến.", "Phòng Tham mưu"
        told = words(str(self.places(environment, channels)))
        assert [told.count(what) for what in ("Máy có thể hiện", "Phòng Tham mưu", "Căn cứ: Sổ mẫu")] == [1, 1, 1]

    def test_what_one_place_has_of_its_own_is_said_there(self, environment: jinja2.Environment) -> None:
        channels = tip_off_samples.stations(6)
        own = channels[2]
        own.note, own.unit, own.source = "Ngoài giờ gọi 113.", "Đội đặc nhiệm", "Sổ R&D"
        page = self.places(environment, channels)
        line = page.select(".places li")[2]
        for what in (own.note, own.unit, "Căn cứ: Sổ R&D"):
            assert what in words(str(line))
            assert words(str(page)).count(what) == 1
        assert words(str(page)).count("Căn cứ: Sổ mẫu") == 1

    def test_a_name_that_names_the_place_is_enough(self, environment: jinja2.Environment) -> None:
        station = tip_off_samples.stations(1)[0]
        station.name = "Công an xã mẫu 1"
        assert words(str(self.places(environment, [station]).li)) == "Công an xã mẫu 1 0000 000 001"

    def test_every_way_of_a_place_is_kept_and_only_a_way_to_follow_is_a_link(
        self, environment: jinja2.Environment
    ) -> None:
        channels = [
            *tip_off_samples.stations(2),
            tip_off_samples.channel("visit", "Trụ sở", "Số 1 đường Mẫu", area="Xã Mẫu 1"),
            tip_off_samples.channel("visit", "Trụ sở", "", area="XÃ MẪU 1"),
        ]
        lines = self.places(environment, channels).select(".places li")
        assert [words(str(line)) for line in lines] == [
            "Xã Mẫu 1 Trực ban Công an xã 0000 000 001",
            "Xã Mẫu 1 Trụ sở Số 1 đường Mẫu",
            "Xã Mẫu 2 Trực ban Công an xã 0000 000 002",
            "XÃ MẪU 1 Trụ sở",
        ]
        assert [[link["href"] for link in line.select("a")] for line in lines] == [
            ["tel:0000000001"],
            [],
            ["tel:0000000002"],
            [],
        ]

    @pytest.mark.parametrize(
        ("count", "groups"), [(40, []), (41, [21, 20]), (200, [25] * 8), (201, [23] * 3 + [22] * 6)]
    )
    def test_very_many_stand_in_groups_in_the_order_of_the_registry(
        self, environment: jinja2.Environment, count: int, groups: list[int]
    ) -> None:
        page = self.places(environment, tip_off_samples.stations(count))
        places = [name.get_text() for name in page.select(".places b")]
        assert places == [f"Xã Mẫu {number}" for number in range(1, count + 1)]
        details = page.select("details")
        assert [len(group.select("li")) for group in details] == groups
        ends = [[name.get_text() for name in group.select("b")] for group in details]
        assert [words(str(group.summary)) for group in details] == [f"{names[0]} – {names[-1]}" for names in ends]

    def test_in_english_the_names_of_places_stay_vietnamese(self, environment: jinja2.Environment) -> None:
        page = self.places(environment, tip_off_samples.stations(50), english=True)
        assert "Duty desk of the commune police" in words(str(page.li))
        assert all(name.get("lang") == "vi" for name in page.select("b, summary"))


class TestRelatedNews:
    def related(self, *articles: shapes.Article, reason: shapes.Reason | None = None) -> list[SimpleNamespace]:
        return [SimpleNamespace(article=article, reason=reason) for article in articles]

    def test_only_the_first_has_its_picture_and_no_second_link(self, environment: jinja2.Environment) -> None:
        items = self.related(samples.TOWN, samples.SHORT)
        page = soup(render(environment, "related_news", "{{ related_news(items) }}", items=items))
        first, second = page.select("li")
        assert [image["alt"] for image in page.select("img")] == [""]
        assert first.select("img")[0]["width"] == "960"
        assert len(first.select("a")) == len(second.select("a")) == 1

    def test_a_first_without_picture_leaves_no_box_and_the_second_stays_plain(
        self, environment: jinja2.Environment
    ) -> None:
        items = self.related(samples.FESTIVAL, samples.TOWN)
        page = soup(render(environment, "related_news", "{{ related_news(items) }}", items=items))
        assert not page.select("img, .pic, .pictured")

    def test_the_reason_where_there_is_one(self, environment: jinja2.Environment) -> None:
        told = self.related(samples.TOWN, reason=shapes.Reason("cùng chuyên mục"))
        page = soup(render(environment, "related_news", "{{ related_news(items) }}", items=told))
        assert [span.get_text() for span in page.select(".meta .why")] == ["Cùng chuyên mục"]
        told = self.related(samples.TOWN, reason=shapes.Reason("cùng nói về", ("Ba Đồn", "ma túy")))
        page = soup(render(environment, "related_news", "{{ related_news(items) }}", items=told))
        assert [span.get_text() for span in page.select(".meta .why")] == ["Cùng nói về: Ba Đồn, ma túy"]
        assert [span.get_text() for span in page.select(".why .vh")] == ["Cùng nói về: "]
        assert [span.get_text() for span in page.select(".why span:not(.vh)")] == ["Ba Đồn,", "ma túy"]
        silent = self.related(samples.TOWN)
        page = soup(render(environment, "related_news", "{{ related_news(items) }}", items=silent))
        assert not page.select(".meta span")
