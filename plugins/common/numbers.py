"""Numbers as Vietnamese readers write them."""


def dotted(count: int) -> str:
    """A whole number in groups of three: ``13.063.547``."""
    return f"{count:,}".replace(",", ".")
