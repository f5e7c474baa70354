"""Put the real visit counter behind a server of this machine, for as long as that runs."""

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

from tools import ROOT
from tools.counter_process import CounterError, CounterProcess
from tools.forward import Upstream
from tools.serve import SiteServer, address

DATA = ROOT / ".cache" / "visit-counter"
MANIFEST = ROOT / ".build" / "countable.json"
NEEDED = ("uvicorn", "uvloop", "httptools", "crawleruseragents")
TRUST_US = ("--trust-proxy", "127.0.0.1/32")
"""The server in front is on this machine; it says who the visitor is."""


@contextmanager
def running_counter(data: Path, manifest: Path, *options: str) -> Iterator[CounterProcess]:
    """Run the service on a free loopback port while the block runs; ``options`` are further words for ``serve``.

    Raises CounterError, one line in Vietnamese, when it does not start.
    """
    data.mkdir(parents=True, exist_ok=True)
    service = CounterProcess(data, manifest, options)
    try:
        service.start()
    except CounterError:
        raise CounterError(_reason(service)) from None
    try:
        yield service
    finally:
        service.stop()


def _reason(service: CounterProcess) -> str:
    """The last thing that a service said that did not start."""
    lines = [line.strip() for line in service.printed.splitlines() if line.strip()]
    return lines[-1].removeprefix("Lỗi: ") if lines else "không rõ lý do"


def check_ready(manifest: Path) -> None:
    """Raises CounterError, one line in Vietnamese, when it is known beforehand that the counter cannot start."""
    if lacking := [name for name in NEEDED if find_spec(name) is None]:
        raise CounterError(f"chưa cài {', '.join(lacking)}: pip install --require-hashes -r requirements-live.txt")
    if not manifest.is_file():
        raise CounterError("chưa có danh sách trang được đếm: hãy dựng lại trang bằng make build")


def _origins(server: SiteServer) -> list[str]:
    """The two ways to write this server's address in a browser."""
    port = server.server_address[1]
    return ["--origin", address(server).removesuffix("/"), "--origin", f"http://localhost:{port}"]


@contextmanager
def ended_as_by_hand() -> Iterator[None]:
    """While the block runs, SIGTERM ends this program as Ctrl+C does: the counter is not left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def counting(server: SiteServer, data: Path = DATA, manifest: Path = MANIFEST) -> Iterator[None]:
    """Answer the server's /_v/ by a live counter while the block runs, or say in one line why nothing is counted."""
    server.upstream = Upstream("", data / "public")
    with ended_as_by_hand(), ExitStack() as stack:
        try:
            check_ready(manifest)
            counter = stack.enter_context(running_counter(data, manifest, *TRUST_US, *_origins(server)))
        except CounterError as error:
            print(f"Bộ đếm lượt truy cập không chạy ({error}). Trang vẫn mở, lượt xem không được đếm.", flush=True)
        else:
            server.upstream = Upstream(f"http://127.0.0.1:{counter.port}", data / "public")
            stack.callback(server.upstream.close)
        yield
