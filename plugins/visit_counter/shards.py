"""Which file holds a page's live views: build and service must agree, so both ask here."""

import hashlib

COUNT = 256
FOLDER = "/_v/views/"


def shard_of(path: str) -> str:
    """Two hexadecimal digits for a page's address."""
    return hashlib.blake2b(path.encode(), digest_size=1).hexdigest()


def shard_href(path: str) -> str:
    """The address of the file that holds the page's views: a JSON object of addresses and counts."""
    return f"{FOLDER}{shard_of(path)}.json"
