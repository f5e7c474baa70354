"""The project's tasks: `.venv/bin/invoke --list`. Each runs without an activated environment; helpers are in tools/."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.host.garbage import left_alone
from tools import ROOT
from tools.pelican_run import CONTENT, OUTPUT, PUBLISH_SETTINGS, SETTINGS, command, missing, run

sys.path.insert(0, str(ROOT))  # new and publish import plugins and settings
BUILT = ROOT / ".build" / "site"
PORT = 8000
BUILD_HELP = {
    "content": "folder of articles",
    "output": "folder of the built site",
    "settings": "settings file",
    "now": 'the build\'s clock, "2026-11-22 10:00"',
    "quiet": "say only what went wrong",
    "cache": "folder of what builds remember (default .cache)",
    "jobs": "processes of a full build; 0 is one for each core",
    "explain": "an address or file of the site: say why it was made again or not",
}


def _finish(code: int) -> None:
    """End the task, and Invoke with it, when something failed."""
    if code:
        raise Exit(code=code)


def _build(
    content: str | Path = CONTENT,
    output: str | Path = OUTPUT,
    settings: str = SETTINGS,
    *,
    now: str = "",
    quiet: bool = False,
    in_full: bool = True,
) -> None:
    """Build all of it with Pelican, or say what is missing; ends Invoke when it failed."""
    if problem := missing(content, settings):
        raise Exit(problem, code=1)
    _finish(run(command(content, output, settings, now=now, quiet=quiet, in_full=in_full)))


def _renew(explain: str = "", **wish: Any) -> None:
    """Make again only what changed, or say what is missing; ends Invoke when it failed. ``wish``: of building.Wish."""
    with left_alone():
        from tools.building import Wish
        from tools.building import build as build_what_changed

        wished = Wish(**wish)
        if problem := missing(wished.content, wished.settings):
            raise Exit(problem, code=1)
        code = build_what_changed(wished, explain=explain)
    _finish(code)


def _publish_settings() -> dict[str, Any]:
    from pelican.settings import get_settings_from_file

    return dict(get_settings_from_file(str(ROOT / PUBLISH_SETTINGS)))


@task(help=BUILD_HELP)
def build(
    c: Context,
    content: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
    now: str = "",
    quiet: bool = False,
    cache: str = "",
    jobs: int = 0,
    explain: str = "",
) -> None:
    """Build content/ into output/; only what changed since the last build is made again."""
    more = {"cache": cache} if cache else {}
    _renew(explain, content=content, output=output, settings=settings, now=now, quiet=quiet, jobs=jobs, **more)


@task
def clean(c: Context) -> None:
    """Remove what was built (the picture cache stays)."""
    for name in (OUTPUT, ".build"):
        shutil.rmtree(ROOT / name, ignore_errors=True)


@task(clean, help={"now": BUILD_HELP["now"]})
def rebuild(c: Context, now: str = "") -> None:
    """Clean, then build all of it; the next build makes again only what changed."""
    from tools.building import Wish, full_command

    _finish(run(full_command(Wish(now=now))))


@task(help={"port": "0 takes any free port"})
def serve(c: Context, port: int = PORT) -> None:
    """Serve output/ on this machine, with a live visit counter."""
    from tools.counter import counting
    from tools.serve import serve as serve_folder

    _finish(serve_folder(ROOT / OUTPUT, port, counting))


@task(help={"port": "0 takes any free port", "now": BUILD_HELP["now"]})
def livereload(c: Context, port: int = PORT, now: str = "") -> None:
    """Build, serve, and make again what changes, as soon as it is saved."""
    from tools.counter import counting
    from tools.reload import build_command
    from tools.reload import livereload as watch_and_serve

    _finish(watch_and_serve(lambda: run(build_command(now)), ROOT / OUTPUT, port, beside=counting))


@task(help={"port": "0 takes any free port", "now": BUILD_HELP["now"]})
def preview(c: Context, port: int = PORT, now: str = "") -> None:
    """Serve the site as it would be published."""
    from tools.counter import counting
    from tools.serve import serve as serve_folder

    _renew(output=BUILT, settings=PUBLISH_SETTINGS, now=now, in_full=False)
    _finish(serve_folder(BUILT, port, counting))


@task(help={"to": "a folder, or file:///folder"})
def publish(c: Context, to: str = "") -> None:
    """Check what was written, build as published and deliver to a folder."""
    from tools import publish as delivery
    from tools.content_gate import release

    if not to:
        raise Exit("Lỗi: chưa biết đưa trang tới đâu: invoke publish --to /thu/muc", code=1)
    settings = _publish_settings()
    try:
        delivery.check(to, delivery.is_sample(settings))
    except delivery.PublishError as error:
        raise Exit(f"Lỗi: {error}", code=1) from None
    _finish(release(CONTENT))
    _build(output=BUILT, settings=PUBLISH_SETTINGS)
    _finish(delivery.publish(to, BUILT, settings))


@task(
    help={
        "title": "tiêu đề",
        "section": "chuyên mục",
        "kind": "tin, thong-bao, truy-na (tiêu đề là số quyết định)",
        "content": BUILD_HELP["content"],
    }
)
def new(c: Context, title: str = "", section: str = "", kind: str = "", content: str = CONTENT) -> None:
    """Bắt đầu một bài viết mới (bản nháp)."""
    from tools.new_article import start

    _finish(start(title, section, kind, ROOT / content))


@task(help={"content": BUILD_HELP["content"], "now": BUILD_HELP["now"]})
def check(c: Context, content: str = CONTENT, now: str = "") -> None:
    """Kiểm tra bài viết và trang dựng từ bài như khi xuất bản, không giữ lại gì."""
    from tools.content_gate import check_content

    if problem := missing(content, PUBLISH_SETTINGS):
        raise Exit(problem, code=1)
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        os.environ["SITE_MANIFEST"] = str(Path(folder, "countable.json"))  # the live counter's list stays
        site = Path(folder, "site")
        code = run(command(content, site, PUBLISH_SETTINGS, now=now, in_full=False))
        _finish(130 if code == 130 else check_content(content, None if code else site, now) or code)
    print("Không có lỗi.")


@task
def prepare(c: Context) -> None:
    """Install what the tests need from the system and from npm."""
    from tools.machine import prepare as prepare_machine

    _finish(prepare_machine())


@task(help={"args": 'arguments of pytest in place of "-n auto", one string: --args "-k dates"'})
def test(c: Context, args: str = "-n auto") -> None:
    """Run the tests, in as many processes as there are cores."""
    import shlex

    _finish(run([sys.executable, "-m", "pytest", *shlex.split(args)]))


@task
def lint(c: Context) -> None:
    """Check style and types; everything is reported before it fails."""
    checks = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"])
    codes = [run([sys.executable, "-m", *words]) for words in checks]
    _finish(max(codes, key=abs))


@task(name="format")
def format_code(c: Context) -> None:
    """Put the code into the house's form."""
    _finish(run([sys.executable, "-m", "ruff", "check", "--fix-only", "."]))
    _finish(run([sys.executable, "-m", "ruff", "format", "."]))


@task(help={"upgrade": "take newer versions where pyproject.toml allows"})
def lock(c: Context, upgrade: bool = False) -> None:
    """Remake the requirement files from pyproject.toml."""
    from tools.lock import lock as lock_files

    _finish(lock_files(upgrade))


@task(
    help={
        "build": "measure every kind of build, and livereload, beside Hugo",
        "articles": "how many; the targets are for 10000",
        "growth": "measure a cold build of 10000 too, to compare with",
        "counter": "measure the visit counter",
        "seconds": "of each run of the counter",
        "hits": "after how many memory is measured; 0 leaves that out",
        "related": "measure how good the related news of a JSONL file are whose articles name their cluster",
        "related-speed": "measure what the related news of so many articles cost",
        "checks": "measure what the gate of content costs an article",
        "json": "a file for the figures",
    }
)
def bench(
    c: Context,
    build: bool = False,
    articles: int = 1000,
    growth: bool = False,
    counter: bool = False,
    seconds: int = 10,
    hits: int = 1_000_000,
    related: str = "",
    related_speed: int = 0,
    checks: bool = False,
    json: str = "",
) -> None:
    """Measure builds beside Hugo, the visit counter beside nginx, the related news, or the gate of content."""
    from tools.bench_build import bench_build
    from tools.bench_checks import bench_checks
    from tools.bench_counter import bench_counter
    from tools.bench_related import bench_related
    from tools.bench_related_speed import bench_related_speed

    if json and sum((build, counter, bool(related), bool(related_speed), checks)) > 1:
        raise Exit("One file holds one kind of figures: measure one thing at a time with --json", code=1)
    if not (build or counter or related or related_speed or checks):
        words = "--build [--articles N] [--growth], --counter [--seconds N], --related FILE.jsonl, --related-speed N"
        words += " or --checks [--articles N]"
        raise Exit(f"Say what to measure: invoke bench {words}", code=1)
    if build:
        _finish(bench_build(articles, json, growth=growth))
    if counter:
        _finish(bench_counter(seconds, hits, json))
    if related:
        _finish(bench_related(related, json))
    if related_speed:
        _finish(bench_related_speed(related_speed, json))
    if checks:
        _finish(bench_checks(articles, json))


@task(help={"counter": "the visit counter", "kills": "how often it is killed"})
def soak(c: Context, counter: bool = False, kills: int = 200) -> None:
    """Kill the visit counter again and again under load; no acknowledged hit may be lost."""
    from tools.soak import soak_counter

    if not counter:
        raise Exit("Say what to soak: invoke soak --counter [--kills N]", code=1)
    _finish(soak_counter(kills))


@task(help={"output": "folder of the pictures", "site": "a built site; without it one is built"})
def screenshots(c: Context, output: str, site: str = "") -> None:
    """Take pictures of the main pages: light and dark, three widths."""
    from tools.screenshots import take

    folder = Path(site).absolute() if site else BUILT
    if not site:
        _build(output=folder, settings=PUBLISH_SETTINGS, in_full=False)
    _finish(take(folder, Path(output).absolute()))
