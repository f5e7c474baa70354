"""Settings of the reader."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FrontMatterSettings:
    """``FRONT_MATTER`` in pelicanconf.py."""

    #: Kinds of article that a header may name.
    kinds: list[str] = field(default_factory=lambda: ["tin", "thong-bao", "truy-na"])
    #: Topics that a header may name; each has a tip-off link of its own.
    topics: list[str] = field(default_factory=list)
