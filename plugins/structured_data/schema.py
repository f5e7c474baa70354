"""JSON-LD of an article, as schema.org names things (NewsArticle, BreadcrumbList)."""

from __future__ import annotations

import json
from typing import Any

from plugins.common.problems import Report


def describe(article: Any, report: Report, *, portal: Any) -> None:
    """Set ``structured_data`` on an article."""
    article.structured_data = article_json(article, portal)


def article_json(article: Any, portal: Any) -> str:
    """The JSON text for ``<script type="application/ld+json">``; no ``<`` is left in it."""
    graph = [_news_article(article, portal), _breadcrumbs(article, portal)]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _news_article(article: Any, portal: Any) -> dict[str, Any]:
    address = portal.url + article.href
    agency = {"@type": "GovernmentOrganization", "name": portal.name, "url": portal.url + "/"}
    if portal.province:
        agency["areaServed"] = portal.province
    data: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": article.title,
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": article.when.iso,
        "dateModified": (article.updated or article.when).iso,
        "inLanguage": "vi",
        "articleSection": article.section.name,
        "publisher": agency,
        "author": {"@type": "Person", "name": article.author_names} if article.author_names else agency,
    }
    if article.description:
        data["description"] = article.description
    if article.cover:
        picture = article.cover
        data["image"] = {
            "@type": "ImageObject", "url": portal.url + picture.src, "width": picture.width, "height": picture.height,
        }  # fmt: skip
    if article.keywords:
        data["keywords"] = [keyword.name for keyword in article.keywords]
    if article.thread:
        thread = article.thread
        data["isPartOf"] = {"@type": "CollectionPage", "name": thread.name, "url": portal.url + thread.href}
    return data


def _breadcrumbs(article: Any, portal: Any) -> dict[str, Any]:
    steps = [("Trang chủ", "/"), (article.section.name, article.section.href), (article.title, article.href)]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": portal.url + href}
        for position, (name, href) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
