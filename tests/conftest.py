"""Fixtures for every test: builds as real processes in folders of their own, a server, a browser. Never output/."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import configuration, settings
from playwright.sync_api import Browser, sync_playwright

from tests.support import NOW, ROOT, Site
from tests.warm import Workshop
from tools.machine import AXE_SCRIPT, VNU_JAR
from tools.pelican_run import PUBLISH_SETTINGS, command
from tools.serve import running

configuration.set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
settings.register_profile("steady", deadline=None, derandomize=True)  # the same examples on every machine, however slow
settings.load_profile("steady")

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Build:
    """A finished build: exit code, what it printed, where it wrote."""

    returncode: int
    stdout: str
    stderr: str
    output: Path

    @property
    def manifest(self) -> Path:
        """The list of countable addresses; beside the output, so that no test touches the project's own."""
        return manifest_of(self.output)

    @property
    def printed(self) -> str:
        """Both streams."""
        return self.stdout + self.stderr


def manifest_of(output: Path) -> Path:
    """Where the `build` fixture has the list of countable addresses written."""
    return output.parent / "countable.json"


class Builder(Protocol):
    """The `build` fixture."""

    def __call__(
        self,
        content: str | Path,
        settings: str | Path = PUBLISH_SETTINGS,
        output: Path | None = None,
        env: Mapping[str, str] | None = None,
        args: Sequence[str] = (),
        cwd: Path = ROOT,
    ) -> Build:
        """Build ``content``; ``args`` are further arguments of Pelican."""


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Where most builds are made."""
    made = Workshop(tmp_path_factory.mktemp("templates"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Builder:
    """Runs Pelican as a process of its own; the output goes to a temporary folder unless one is given."""

    def run(
        content: str | Path,
        settings: str | Path = PUBLISH_SETTINGS,
        output: Path | None = None,
        env: Mapping[str, str] | None = None,
        args: Sequence[str] = (),
        cwd: Path = ROOT,
    ) -> Build:
        output = output or tmp_path_factory.mktemp("build") / "output"
        assert not output.is_relative_to(ROOT / "output"), "tests never write to output/"
        words = [*command(content, output, settings), *args]
        variables = {**os.environ, "SITE_MANIFEST": str(manifest_of(output)), **(env or {})}
        if workshop.can(words, cwd, env or {}):
            done = workshop.run(words, variables)
        else:
            done = subprocess.run(words, cwd=cwd, env=variables, capture_output=True, encoding="utf-8", check=False)
        return Build(done.returncode, done.stdout, done.stderr, output)

    return run


@pytest.fixture(scope="session")
def corpus_site(build: Builder) -> Path:
    """The folder of the site built from content/ as it would be published, on 22 November 2026."""
    done = build("content", args=["-e", f'NOW="{NOW}"'])
    if done.returncode:
        pytest.fail(f"content/ does not build:\n{done.printed}", pytrace=False)
    return done.output


@pytest.fixture(scope="session")
def site(corpus_site: Path) -> Site:
    """The corpus site, parsed page by page when asked for."""
    return Site(corpus_site)


@pytest.fixture(scope="session")
def corpus_server(corpus_site: Path) -> Iterator[str]:
    """The corpus site on a free loopback port: its address, without a slash at the end."""
    with running(corpus_site) as address:
        yield address.rstrip("/")


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Starts Chromium from the system, with more flags or without some of Playwright's; all are closed at the end."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is not installed: run `make test`, which installs apt.txt", pytrace=False)
    with sync_playwright() as playwright:
        started: list[Browser] = []

        def start(*flags: str, without: Sequence[str] = ()) -> Browser:
            args = [*CHROMIUM_FLAGS, *flags]
            left_out = list(without) or None
            started.append(
                playwright.chromium.launch(executable_path=chromium, args=args, ignore_default_args=left_out)
            )
            return started[-1]

        yield start
        for browser in started:
            browser.close()


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Browser:
    """One browser for the whole run; every test opens its own contexts."""
    return launch()


def _installed(path: Path) -> Path:
    if not path.is_file():
        pytest.fail(f"{path.name} is not installed: run `make test`, which installs package.json", pytrace=False)
    return path


@pytest.fixture(scope="session")
def axe_script() -> str:
    """The source of axe-core."""
    return _installed(AXE_SCRIPT).read_text("utf-8")


@pytest.fixture(scope="session")
def vnu_jar() -> Path:
    """The Nu HTML checker."""
    return _installed(VNU_JAR)
