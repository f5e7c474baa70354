"""The agency's identity."""

from __future__ import annotations

import re

import pytest

from plugins.portal.settings import BlocksSettings, Identity


@pytest.mark.parametrize(
    ("url", "domain"),
    [("https://congan.tinh.gov.vn", "congan.tinh.gov.vn"), ("http://127.0.0.1:8000", "127.0.0.1:8000")],
)
def test_the_domain(url: str, domain: str) -> None:
    assert Identity(url=url).domain == domain


def test_it_is_a_sample_until_somebody_says_otherwise() -> None:
    assert Identity().sample is True
    assert Identity().url.endswith(".example")


def test_the_policy() -> None:
    policy = dict(part.strip().split(" ", 1) for part in BlocksSettings().csp.split(";"))
    assert policy["default-src"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["img-src"] == "'self'"
    assert not re.search(r"unsafe|\*|https?:", BlocksSettings().csp)
