"""Measure how long an editor waits: from writing an article until ``invoke livereload`` serves its page."""

import http.client
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tools.bench_build_site import NOW, Site, environment

STARTED = "Trang đang chạy tại "
"""How livereload's line begins that says where the site is."""
PAUSE = 0.01
LONGEST = 120.0
"""Seconds after which a page is no longer waited for."""


class NeverServedError(Exception):
    """The server did not come up, or a page never came; the message says so."""


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """Run livereload on a copy of the project while the block runs; gives host and port. Raises NeverServedError."""
    args = [sys.executable, "-u", "-m", "invoke", "livereload", "--port", "0", "--now", NOW]
    file = site.log("livereload")
    with (
        file.open("wb") as log,
        subprocess.Popen(args, cwd=site.project, stdout=log, stderr=subprocess.STDOUT, env=environment()) as process,
    ):
        try:
            yield _host(process, file)
        finally:
            process.terminate()


def _host(process: subprocess.Popen[bytes], log: Path) -> str:
    while process.poll() is None:
        if line := re.search(rf"^{STARTED}(\S+?),.*\n", log.read_text("utf-8", "replace"), re.M):
            return urlsplit(line[1]).netloc
        time.sleep(PAUSE)
    raise NeverServedError("livereload ended before it served anything")


def reload_seconds(site: Site, numbers: range) -> list[float]:
    """For each of some new articles, how long its page took to appear. Raises NeverServedError."""
    with serving(site) as host:
        return [_one(site, host, number) for number in numbers]


def _one(site: Site, host: str, number: int) -> float:
    began = time.perf_counter()
    article = site.add(number)
    if not until_served(host, site.page(article), article.stem, LONGEST):
        raise NeverServedError(f"the page of {article.name} was not served within {LONGEST:g} s")
    return time.perf_counter() - began


def until_served(host: str, page: str, words: str, seconds: float) -> bool:
    """Ask for a page again and again until it is there with these words; False when the time is over."""
    over = time.perf_counter() + seconds
    while time.perf_counter() < over:
        connection = http.client.HTTPConnection(host, timeout=seconds)
        try:
            connection.request("GET", page)
            answer = connection.getresponse()
            if words.encode() in answer.read() and answer.status == http.HTTPStatus.OK:
                return True
        finally:
            connection.close()
        time.sleep(PAUSE)
    return False
