"""Settings of the frame."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class SafeOutputSettings:
    """``SAFE_OUTPUT`` in pelicanconf.py."""

    #: The plugins that must have loaded: the same list as ``PLUGINS``, which Pelican shortens when one fails.
    plugins: list[str] = field(default_factory=list)
