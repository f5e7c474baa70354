"""Serve, watch the sources, make again what changes, and have open pages reload themselves.

Each build is a new child process: code and settings that were just saved are what it runs with, and a build that dies
takes nothing along. What is saved while a build runs is part of the next one.

The script is put into pages while they are served, never into the output. It polls with script elements, because the
pages' policy allows scripts of their own origin and nothing else.
"""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from http import HTTPStatus
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Self
from urllib.parse import parse_qs, urlsplit

from watchfiles import Change, DefaultFilter, watch

from tools import ROOT
from tools.serve import TYPES, SiteHandler, SiteServer, address, make_server

WATCHED = ("content", "theme", "plugins", "pelicanconf.py", "publishconf.py")
"""Neither .cache nor output: what a build writes must not begin another one."""
TOGETHER_MS, QUIET_MS = 300, 50
"""What is saved is built together when no more comes for so long (the second), or after the first in any case."""
WAIT_SECONDS = 25.0
STOPPED_BY_HAND = 130
START = "/__livereload.js"
WAIT = "/__livereload/wait.js"
SCRIPT = """\
"use strict";
const poll = () => {
  const script = document.createElement("script");
  script.src = "%(wait)s?v=%(version)d&t=" + Date.now();
  script.onload = () => { script.remove(); poll(); };
  script.onerror = () => { script.remove(); setTimeout(poll, 1000); };
  document.head.append(script);
};
addEventListener("load", poll);
"""


class Builds:
    """Counts finished builds and lets requests wait for the next one."""

    def __init__(self) -> None:
        self.version = 1
        self._changed = threading.Condition()

    def finished(self) -> None:
        """A build is done: everyone who waits goes on."""
        with self._changed:
            self.version += 1
            self._changed.notify_all()

    def newer_than(self, version: int, timeout: float = WAIT_SECONDS) -> bool:
        """Wait for a build after ``version``; False when the time is over."""
        with self._changed:
            return self._changed.wait_for(lambda: self.version > version, timeout)


def with_script(page: bytes) -> bytes:
    """The page with the reload script before the end of its head."""
    return page.replace(b"</head>", b'<script src="%s"></script></head>' % START.encode(), 1)


def reloading_handler(builds: Builds) -> type[SiteHandler]:
    """A handler class that knows of one row of builds."""

    class Handler(SiteHandler):
        """The site's handler and two addresses of its own."""

        def do_GET(self) -> None:  # noqa: N802 (the base class names it)
            """Answer the script's addresses; put the script into pages."""
            url = urlsplit(self.path)
            if url.path == START:
                script = SCRIPT % {"wait": WAIT, "version": builds.version}
                self.send_page(script.encode(), kind=TYPES[".js"])
            elif url.path == WAIT:
                seen = int(parse_qs(url.query).get("v", ["0"])[0])
                newer = builds.newer_than(seen)
                self.send_page(b"location.reload();" if newer else b"", kind=TYPES[".js"])
            else:
                self._send_file(url.path)

        def _send_file(self, path: str) -> None:
            file = Path(self.translate_path(path))
            if file.is_dir() and path.endswith("/"):
                file = file / "index.html"
            if file.suffix == ".html" and file.is_file():
                self.send_page(with_script(file.read_bytes()))
            else:
                super().do_GET()

        def send_page(self, body: bytes, code: int = HTTPStatus.OK, kind: str = TYPES[".html"]) -> None:
            """The 404 page comes this way too, so that it reloads when the page appears."""
            if code == HTTPStatus.NOT_FOUND:
                body = with_script(body)
            super().send_page(body, code, kind)

    return Handler


class Changes:
    """Watches folders and files from when it is entered, and keeps what changed until it is asked for."""

    def __init__(self, paths: Sequence[Path], stop: threading.Event) -> None:
        folders = [path for path in paths if path.is_dir()]
        self._files = {str(path) for path in paths if path.is_file()}
        beside = {path.parent for path in paths if path.is_file()}  # who replaces a file ends what watches it
        self._stop = stop
        self._found: SimpleQueue[set[str]] = SimpleQueue()
        every = DefaultFilter()
        self._threads = [
            threading.Thread(target=self._watch, args=work, daemon=True)
            for work in ((folders, True, every), (beside, False, self._is_watched))
            if work[0]
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _is_watched(self, _: Change, path: str) -> bool:
        return path in self._files

    def _watch(self, paths: Iterable[Path], recursive: bool, wanted: Callable[[Change, str], bool]) -> None:
        found = watch(
            *paths,
            watch_filter=wanted,
            debounce=TOGETHER_MS,
            step=QUIET_MS,
            stop_event=self._stop,
            recursive=recursive,
        )
        try:
            for changes in found:
                self._found.put({Path(path).name for _, path in changes})
        finally:
            self._found.put(set())

    def __iter__(self) -> Iterator[set[str]]:
        """Wait for changes; give the names of all files that changed since the last ones were given."""
        while names := self._found.get():
            with suppress(Empty):
                while more := self._found.get_nowait():
                    names |= more
                return  # it was stopped
            yield names


def build_command(now: str = "") -> list[str]:
    """The command of one build: what changed if that will do, else all."""
    return [sys.executable, "-m", "invoke", "build", *(["--now", now] if now else [])]


def livereload(
    build: Callable[[], int],
    directory: Path,
    port: int,
    stop: threading.Event | None = None,
    beside: Callable[[SiteServer], AbstractContextManager[None]] = nullcontext,  # type: ignore[assignment]
) -> int:
    """Build, serve and rebuild on each change until Ctrl+C (or ``stop``); exit code 1 when the port is taken.

    ``beside`` makes the context in which it is served, such as ``tools.counter.counting``.
    """
    builds = Builds()
    try:
        server = make_server(directory, port, reloading_handler(builds))
    except OSError as error:
        print(f"Lỗi: không mở được cổng {port} ({error.strerror}). Hãy chọn cổng khác bằng --port")
        return 1
    with server, Changes([ROOT / name for name in WATCHED], stop or threading.Event()) as changes:
        if build() == STOPPED_BY_HAND:
            return STOPPED_BY_HAND
        with beside(server):
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print(f"Trang đang chạy tại {address(server)}, tự dựng lại khi có thay đổi (Ctrl+C để dừng)", flush=True)
            try:
                _rebuild_on_change(build, builds, changes)
            finally:
                server.shutdown()
    print("\nĐã dừng.")
    return 0


def _rebuild_on_change(build: Callable[[], int], builds: Builds, changes: Changes) -> None:
    with suppress(KeyboardInterrupt):
        for names in changes:
            print(f"Có thay đổi: {', '.join(sorted(names)[:5])}. Đang dựng lại ...", flush=True)
            code = build()
            if code == STOPPED_BY_HAND:
                return
            if code == 0:
                builds.finished()
