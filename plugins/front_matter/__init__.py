"""Reads the editors' Markdown: a YAML header with known keys, Vietnamese or English, and a body.

Signals: ``initialized`` (settings), ``readers_init`` (puts the reader in place). Setting: ``FRONT_MATTER``.
"""

from plugins.front_matter.plugin import register

__all__ = ["register"]
