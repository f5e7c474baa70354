"""Settings of typography."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class TypographySettings:
    """``TYPOGRAPHY`` in pelicanconf.py."""

    #: Compounds of the agency's own, kept together in headings beside the built-in list.
    compounds: list[str] = field(default_factory=list)
