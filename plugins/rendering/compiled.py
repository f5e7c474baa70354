"""Compiled templates, kept from build to build: compiling the theme takes most of a second, loading it milliseconds.

One file for each template, written anew when the template changes. A file that was made from another source, by
another version or in another way, that is damaged or cannot be read is as good as none; nothing is said when one cannot
be written.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from hashlib import blake2b
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from plugins.rendering import memo

_SIZE = 16


class CompiledTemplates(BytecodeCache):
    """The files of one folder, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tag = Path(memo.__file__).read_bytes()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is kept for its template, when that is whole and was made from the same."""
        try:
            kept = self._path(bucket).read_bytes()
        except OSError:
            return
        # Damaged code may crash the interpreter: it is read only when it is what was written.
        if kept[:_SIZE] == self._digest(bucket, kept[_SIZE:]):
            bucket.code = marshal.loads(kept[_SIZE:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket's code, whatever stood there."""
        code = marshal.dumps(bucket.code)
        path = self._path(bucket)
        fresh = path.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(self._digest(bucket, code) + code)
            fresh.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink()

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.bin"

    def _digest(self, bucket: Bucket, code: bytes) -> bytes:
        """Of the code and of everything that it was made from."""
        rules = bucket.environment
        made = (
            *(bucket.key, bucket.checksum, jinja2.__version__, sys.version),
            *(rules.trim_blocks, rules.lstrip_blocks, rules.autoescape is True, sorted(rules.extensions)),
        )
        return blake2b(b"\0".join((repr(made).encode(), self._tag, code)), digest_size=_SIZE).digest()
