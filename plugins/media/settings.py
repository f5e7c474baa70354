"""Settings of pictures and files."""

from dataclasses import dataclass, field, replace

from plugins.common.problems import Report
from plugins.common.settings import FILE


@dataclass(frozen=True)
class MediaSettings:
    """``MEDIA`` in pelicanconf.py."""

    #: Widths in px that a picture is offered in; never more than the original's.
    widths: list[int] = field(default_factory=lambda: [480, 800, 1200])
    #: Quality, 1 to 100, of each format.
    avif_quality: int = 55
    webp_quality: int = 76
    jpeg_quality: int = 80
    #: Processes that scale pictures at once; 0 means one per processor.
    jobs: int = 0


def checked(options: MediaSettings, report: Report) -> MediaSettings:
    """The settings, with the default in place of a value that no picture can have; each is an error of the report."""
    wrong: dict[str, str] = {}
    if not options.widths or min(options.widths) < 1:
        wrong["widths"] = "viết ít nhất một chiều rộng, như [480, 800, 1200]"
    for name in ("avif_quality", "webp_quality", "jpeg_quality"):
        if not 1 <= getattr(options, name) <= 100:
            wrong[name] = "viết một số từ 1 đến 100"
    if options.jobs < 0:
        wrong["jobs"] = "viết 0 hoặc số tiến trình"
    for name, remedy in wrong.items():
        report.error(FILE, 0, f"MEDIA[“{name}”] không dùng được", repr(getattr(options, name)), remedy)
    usual = MediaSettings()
    return replace(options, **{name: getattr(usual, name) for name in wrong})
