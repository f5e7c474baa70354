"""The gate: what an editor's text must hold to before it may be published. Pure: no Pelican, no build."""
