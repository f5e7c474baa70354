"""Archives by year and month."""

from __future__ import annotations

from plugins.sections.archive import LISTED_IN_YEAR, compose_years
from tests.sections.articles import article, slugs


def test_years_and_months_newest_first() -> None:
    years = compose_years([
        article("a", "2022-01-05"), article("b", "2021-12-26 21:42"), article("c", "2021-12"),
        article("d", "2021-08-01"), article("e", "2021"), article("f", "2019"),
    ])  # fmt: skip
    assert [(y.year, y.href, y.title, y.count) for y in years] == [
        (2022, "/2022/", "Năm 2022", 1), (2021, "/2021/", "Năm 2021", 4), (2019, "/2019/", "Năm 2019", 1),
    ]  # fmt: skip
    assert [(m.month, m.href, m.title, slugs(m.articles)) for m in years[1].months] == [
        (12, "/2021/12/", "Tháng 12/2021", ["b", "c"]), (8, "/2021/08/", "Tháng 8/2021", ["d"]),
    ]  # fmt: skip
    assert slugs(years[1].articles) == ["b", "c", "d", "e"]


def test_a_date_known_by_its_year_is_in_no_month() -> None:
    (year,) = compose_years([article("e", "2021")])
    assert (year.count, year.months) == (1, [])


def test_none_at_all() -> None:
    assert compose_years([]) == []


def test_a_full_year_lists_only_what_no_month_shows() -> None:
    full = [article(f"a{n}", "2021-05-01") for n in range(LISTED_IN_YEAR)]
    (year,) = compose_years(full)
    assert len(year.listed) == LISTED_IN_YEAR
    (year,) = compose_years([*full, article("nam", "2021")])
    assert slugs(year.listed) == ["nam"]
    assert year.count == LISTED_IN_YEAR + 1
    assert len(year.months[0].listed) == LISTED_IN_YEAR


def test_every_article_is_listed_somewhere() -> None:
    articles = [article(f"a{n}", f"2021-{n % 12 + 1:02d}-01") for n in range(LISTED_IN_YEAR)]
    articles.sort(key=lambda a: a.date, reverse=True)
    articles += [article("nam", "2021")]
    (year,) = compose_years(articles)
    listed = {*slugs(year.listed), *(slug for month in year.months for slug in slugs(month.listed))}
    assert listed == set(slugs(articles))
