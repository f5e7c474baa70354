"""The way of an incremental build into the output: files beside it first, then moved; the ledger last."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from plugins.common.files import write_atomic
from plugins.incremental.digests import bytes_digest
from plugins.incremental.request import FullBuildNeeded, Renewal
from plugins.incremental.vault import Vault
from plugins.safe_output.staging import Moved, Staging


def deliver(renewal: Renewal, output: Path, manifests: Path, vault: Vault, known: bytes, side_file: Path) -> Moved:
    """Write what a renewal holds and keep its ledger, unless another build has finished in between (``known``).

    Raises FullBuildNeeded, and OSError when a file cannot be written: the site then stands as it was.
    """
    outputs = renewal.ledger.outputs
    files = renewal.written | _restored(renewal, vault)
    staging = Staging(output, manifests)
    staging.open()
    try:
        for name, data in files.items():
            _write(staging.folder / name, data)
        names = (outputs.keys() | files.keys()) - renewal.deleted
        with staging.alone():
            if not vault.is_still(known):
                raise FullBuildNeeded("một lần dựng khác vừa xong")
            moved = staging.renew(sorted(files), sorted(renewal.deleted), names)
            _note(renewal, output, files)
            vault.keep_records(renewal.records)
            vault.keep_files({bytes_digest(data): data for data in renewal.written.values()})
            vault.keep_ledger(renewal.ledger)
    finally:
        staging.discard()
    if renewal.side_file is not None and not _says(side_file, renewal.side_file):
        write_atomic(side_file, renewal.side_file)
    return moved


def _restored(renewal: Renewal, vault: Vault) -> dict[str, bytes]:
    """The bytes of files that were damaged. Raises FullBuildNeeded when some are not kept."""
    outputs = renewal.ledger.outputs
    kept = vault.files({outputs[name][0] for name in renewal.restored})
    try:
        return {name: kept[outputs[name][0]] for name in sorted(renewal.restored)}
    except KeyError:
        raise FullBuildNeeded("kho không còn mọi tệp của trang") from None


def _note(renewal: Renewal, output: Path, files: Iterable[str]) -> None:
    """The ledger's stamps of what was just written."""
    outputs = renewal.ledger.outputs
    for name in renewal.deleted:
        outputs.pop(name, None)
    for name in files:
        state = os.stat(output / name)
        data = renewal.written.get(name)
        key = bytes_digest(data) if data is not None else outputs[name][0]
        outputs[name] = key, state.st_size, state.st_mtime_ns


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _says(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False
