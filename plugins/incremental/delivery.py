"""The way of an incremental build into the output: files beside it first, then moved; the ledger last."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from plugins.common.files import write_atomic
from plugins.host.writing import Folder
from plugins.incremental.digests import bytes_digest
from plugins.incremental.request import FullBuildNeeded, Renewal
from plugins.incremental.vault import Vault
from plugins.safe_output.staging import Moved, Staging

_LOST = "kho không còn mọi tệp của trang"


@dataclass(frozen=True)
class Destination:
    """Where a site goes, and where files lie that the store does not hold: scaled pictures, attachments."""

    output: Path
    cache: Path
    content: Path
    side_file: Path


def deliver(renewal: Renewal, to: Destination, vault: Vault, known: bytes) -> Moved:
    """Write what a renewal holds and keep its ledger, unless another build has finished in between (``known``).

    Raises FullBuildNeeded, and OSError when a file cannot be written: the site then stands as it was.
    """
    staging = Staging(to.output, to.cache / "outputs")
    staging.open()
    try:
        folder = staging.flat
        made = renewal.render(folder) if renewal.render else {}
        for name, data in renewal.written.items():
            folder.write(name, data)
        _put_back(renewal, vault, to, folder)
        files = renewal.written.keys() | renewal.restored | made.keys()
        names = (renewal.ledger.outputs.keys() | files) - renewal.deleted
        with staging.alone():
            if not vault.is_still(known):
                raise FullBuildNeeded("một lần dựng khác vừa xong")
            moved = staging.renew(sorted(files), sorted(renewal.deleted), names)
            outdated = _note(renewal, to.output, files, made)
            vault.keep_records(renewal.records)
            outputs = renewal.ledger.outputs
            vault.keep_files({outputs[name][0]: f"{to.output}/{name}" for name in (*renewal.written, *made)})
            if renewal.side_file is not None:
                renewal.ledger.side = vault.keep_side(renewal.side_file)
            for action in renewal.afterwards:
                action()
            vault.keep_ledger(renewal.ledger)
            vault.let_go(outdated)
            if renewal.ledger.forgets:
                vault.forget_others(renewal.ledger)
                vault.forget_documents()
    finally:
        staging.discard()
    return moved


def put_side_file(renewal: Renewal, to: Destination, vault: Vault) -> None:
    """Have the counter's list say what this site says, whoever wrote it last. Raises OSError."""
    side = renewal.ledger.side
    with suppress(OSError):
        if bytes_digest(to.side_file.read_bytes()) == side:
            return
    data = vault.side(side)
    if data is not None:
        write_atomic(to.side_file, data)


def _put_back(renewal: Renewal, vault: Vault, to: Destination, folder: Folder) -> None:
    """Write the files that were damaged. Raises FullBuildNeeded when some are nowhere."""
    for name in sorted(renewal.restored):
        key = renewal.ledger.outputs[name][0]
        if not key:
            _copy(name, to, folder)
        elif not vault.put_back(key, folder, name):
            raise FullBuildNeeded(_LOST)


def _copy(name: str, to: Destination, folder: Folder) -> None:
    """A scaled picture out of its cache; an attachment, which keeps its name, out of the content folder."""
    scaled = to.cache / "pictures" / Path(name).name
    source = scaled if name.startswith("images/") else to.content / name
    try:
        shutil.copyfile(source, folder.room_for(name))
    except FileNotFoundError:
        raise FullBuildNeeded(_LOST) from None


def _key(name: str, renewal: Renewal) -> bytes:
    data = renewal.written.get(name)
    return bytes_digest(data) if data is not None else renewal.ledger.outputs[name][0]


def _note(renewal: Renewal, output: Path, files: Iterable[str], made: Mapping[str, tuple[bytes, int]]) -> set[bytes]:
    """The ledger's stamps of what was just written; gives the digests of files that are no part of the site now."""
    outputs = renewal.ledger.outputs
    outdated = {outputs.pop(name)[0] for name in renewal.deleted if name in outputs}
    for name in files:
        state = os.stat(output / name)
        key = made[name][0] if name in made else _key(name, renewal)
        outdated.add(outputs.get(name, (key,))[0])
        outputs[name] = key, state.st_size, state.st_mtime_ns
    return outdated - {key for key, _, _ in outputs.values()} - {b""}
