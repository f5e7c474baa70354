"""Settings of pictures and files."""

from dataclasses import dataclass, field


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
