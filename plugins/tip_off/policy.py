"""What the tip-off pages tell the browser it may load: their stylesheet and their one script, nothing else."""

from __future__ import annotations


def page_policy(script_hash: str) -> str:
    """The Content-Security-Policy of a tip-off page; ``script_hash`` is ``sha256-...`` of the inline exit script.

    No picture, no frame, no connection: what a theme or a plugin adds in spite of the gate loads nothing.
    ``img-src data:`` is for the empty icon ``data:,``, of which Chromium would complain; what is in the page already
    is fetched from nowhere.
    """
    own = f"style-src 'self'; script-src '{script_hash}'; img-src data:"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"
