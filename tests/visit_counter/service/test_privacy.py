"""Nothing of a visitor stays: every byte that the service writes is searched for addresses, agents, keys and salts."""

from __future__ import annotations

import base64
import re
import sqlite3
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

from tests.visit_counter.service.process import NOON, PAGES, Rig, cli, eventually, rig, who
from tools.counter_process import Client

ADDRESSES = ("203.113.77.201", "117.4.241.18", "2405:4803:dead:beef:1234:5678:9abc:def1")
AGENTS = ("Mozilla/5.0 (Linux; Android 14; KengProbe77) Chrome/130.0.0.0", "Mozilla/5.0 Trình-duyệt-dò-9931 Gecko/2010")
MIDNIGHT = NOON + 12 * 3600


def traces(address: str) -> set[bytes]:
    """Ways in which an address could be written down, as text or packed, either byte order."""
    parsed = ip_address(address)
    texts = {address, parsed.exploded, parsed.compressed, parsed.packed.hex(), parsed.reverse_pointer, str(int(parsed))}
    packed = {parsed.packed}
    if isinstance(parsed, IPv6Address):
        texts |= {parsed.exploded[:19], address[:19], parsed.packed[:8].hex()}
        packed.add(parsed.packed[:8])
    assert isinstance(parsed, IPv4Address | IPv6Address)
    found = {text.encode() for text in texts} | packed | {piece[::-1] for piece in packed}
    return found | {base64.b64encode(piece).rstrip(b"=") for piece in packed}


def needles() -> set[bytes]:
    """Everything that must be nowhere."""
    words = {word.encode() for agent in AGENTS for word in re.findall(r"KengProbe77|dò-9931|Trình", agent)}
    words |= {agent.encode("utf-16-le") for agent in AGENTS} | {agent.encode().hex().encode() for agent in AGENTS}
    return words.union(*(traces(address) for address in ADDRESSES))


def written(rigged: Rig) -> dict[str, bytes]:
    """Every file of the data folder, and what the service printed."""
    files = {}
    for path in sorted(rigged.data.rglob("*")):
        try:
            if path.is_file():
                files[str(path.relative_to(rigged.data))] = path.read_bytes()
        except FileNotFoundError:
            continue  # renamed meanwhile
    return files | {"(printed)": rigged.service.printed.encode()}


def holders(rigged: Rig, wanted: set[bytes]) -> list[str]:
    """Where any of the wanted bytes is."""
    files = written(rigged)
    return [f"{name}: {piece!r}" for name, data in files.items() for piece in wanted if piece in data]


def visit(client: Client) -> None:
    """Everybody views every page, in all the ways in which a client may tell something about itself."""
    for address in ADDRESSES:
        for agent in AGENTS:
            for page in (*PAGES, f"/none/{address}", f"/{agent}"):
                headers = who(address, agent, Referer=f"https://x.example/{address}")
                client.hit(page, headers)
                client.hit(page, who(address, agent), hint=True)
            client.get(f"/_v/hit.gif?p=/&id={address}", who(f"1.1.1.1, {address}", agent))
            client.hit("/", who(address, agent, DNT="1", Cookie=f"id={address}"))
        client.get("/_v/healthz", who(address))


def keys_on_disk(data: Path) -> set[bytes]:
    """The visitors' keys that the database remembers now, as bytes of 8 in either order."""
    with sqlite3.connect(f"file:{data / 'counter.db'}?mode=ro", uri=True) as connection:
        blobs = [blob for (blob,) in connection.execute("SELECT keys FROM recent")]
    connection.close()
    keys = {blob[start : start + 8] for blob in blobs for start in range(0, len(blob), 8)}
    return keys | {key[::-1] for key in keys}


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    rigged = rig(tmp_path)
    rigged.data.mkdir()
    for number, needle in enumerate(needles()):
        (rigged.data / f"{number}").write_bytes(b"\0\1" + needle + b"\xff")
    assert len({line.split(":")[0] for line in holders(rigged, needles())}) == len(needles()) > 30


def test_no_address_and_no_agent_is_written_anywhere(tmp_path: Path) -> None:
    rigged = rig(tmp_path)
    with rigged.service as service:
        client = rigged.client()
        visit(client)
        assert cli("backup", "--data", rigged.data).returncode == 0
        files = written(rigged)
        assert {"counter.db", "counter.db-wal", "salt", "health.json", "public/_v/stats.json"} <= files.keys()
        assert any(name.startswith("backups/") for name in files)
        assert len(keys_on_disk(rigged.data)) >= 2 * len(ADDRESSES) * len(AGENTS)
        assert not holders(rigged, needles())
        client.close()
        assert service.stop() == 0
        assert not holders(rigged, needles())
        service.start()
        assert not holders(rigged, needles())
        doctor = cli("doctor", "--data", rigged.data, "--manifest", service.manifest, "--clock", rigged.clock.path)
        assert not [needle for needle in needles() if needle in (doctor.stdout + doctor.stderr).encode()]


def test_the_salt_is_for_the_service_alone(tmp_path: Path) -> None:
    rigged = rig(tmp_path)
    with rigged.service:
        assert (rigged.data / "salt").stat().st_mode & 0o777 == 0o600


def test_after_half_an_hour_no_visitor_is_on_disk(tmp_path: Path) -> None:
    """The rows are deleted, and their bytes are gone from database and log; backups never had them."""
    rigged = rig(tmp_path)
    with rigged.service:
        client = rigged.client()
        visit(client)
        keys = keys_on_disk(rigged.data)
        assert len(keys) > 20
        assert cli("backup", "--data", rigged.data).returncode == 0
        backups = {name: data for name, data in written(rigged).items() if name.startswith("backups/")}
        assert backups
        assert not [name for name, data in backups.items() for key in keys if key in data]
        rigged.clock.move(1801)
        eventually(lambda: keys_on_disk(rigged.data), lambda left: not left)
        eventually(lambda: holders(rigged, keys), lambda left: not left)
        rigged.clock.move(60)
        client.hit("/", who("8.8.4.4"))
        assert not holders(rigged, keys)


def test_yesterdays_salt_is_nowhere_on_disk(tmp_path: Path) -> None:
    rigged = rig(tmp_path, now=MIDNIGHT - 30)
    with rigged.service as service:
        client = rigged.client()
        visit(client)
        text = (rigged.data / "salt").read_text("ascii").strip()
        salt = max(text.split(), key=len)
        forms = {salt.encode(), bytes.fromhex(salt), bytes.fromhex(salt)[::-1], base64.b64encode(bytes.fromhex(salt))}
        assert holders(rigged, forms) == [f"salt: {salt.encode()!r}"]
        rigged.clock.set(MIDNIGHT + 1)
        client.stats()
        eventually(lambda: holders(rigged, forms), lambda left: not left)
        assert (rigged.data / "salt").read_text("ascii").strip() != text
        client.close()
        service.kill()
        service.start()
        assert not holders(rigged, forms)


def test_no_cookie_is_ever_set(tmp_path: Path) -> None:
    rigged = rig(tmp_path)
    with rigged.service:
        client = rigged.client()
        for target in ("hit?p=/", "hit?p=/&n=1", "hit.gif?p=/", "stats.json", "views.json?path=/", "healthz", "none"):
            answer = client.get(f"/_v/{target}", who("8.8.8.8", Cookie="a=b"))
            assert not {"set-cookie", "etag", "last-modified"} & answer.headers.keys(), target


def test_the_service_does_not_load_what_only_builds_need(tmp_path: Path) -> None:
    rigged = rig(tmp_path, environment={"PYTHONPROFILEIMPORTTIME": "1"})
    with rigged.service as service:
        rigged.client().hit("/", who("8.8.8.8"))
        assert service.stop() == 0
        assert service.stderr
        loaded = set(re.findall(r"\| +([\w.]+)$", service.stderr.text, re.M))
    assert "plugins.visit_counter.service.counter" in loaded
    assert not {name.split(".")[0] for name in loaded} & {"pelican", "PIL", "bs4", "markdown", "jinja2", "babel"}
