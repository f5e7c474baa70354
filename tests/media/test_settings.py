"""The settings of pictures."""

from __future__ import annotations

import pytest

from plugins.common.problems import Report
from plugins.media.settings import MediaSettings, checked


def test_usual_settings_are_fine() -> None:
    report = Report()
    assert checked(MediaSettings(), report) == MediaSettings()
    assert checked(MediaSettings(widths=[1], avif_quality=1, webp_quality=100, jobs=3), report).jobs == 3
    assert report.problems == []


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        (MediaSettings(widths=[]), "widths"),
        (MediaSettings(widths=[480, 0]), "widths"),
        (MediaSettings(avif_quality=0), "avif_quality"),
        (MediaSettings(webp_quality=101), "webp_quality"),
        (MediaSettings(jpeg_quality=-1), "jpeg_quality"),
        (MediaSettings(jobs=-1), "jobs"),
    ],
)
def test_what_no_picture_can_have_is_an_error_and_the_default_stands_in(wrong: MediaSettings, name: str) -> None:
    report = Report()
    assert checked(wrong, report) == MediaSettings()
    assert [(p.file, p.message) for p in report.errors] == [("pelicanconf.py", f"MEDIA[“{name}”] không dùng được")]
