"""Every page is valid HTML, as the Nu checker sees it; one Java process for all of them."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.support import Site, report

#: For so short a run the second compiler costs more than it gains; the first one's code needs more room on the stack.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-Xss16m", "-jar")


def checker_messages(vnu_jar: Path, folder: Path) -> list[dict[str, Any]]:
    """All messages of the checker over the HTML files of a folder."""
    command = [*JAVA, str(vnu_jar), "--skip-non-html", "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, str(folder)], capture_output=True, encoding="utf-8", check=True)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return messages


def is_about_the_policy(message: dict[str, Any]) -> bool:
    """Whether it says that the page's own policy blocks something.

    The checker reads files, where 'self' matches nothing, and takes JSON-LD for a script. The policy is put to the
    test in tests/browser, by a browser that obeys it, and in test_safety.py.
    """
    return message["type"] == "info" and "violates Content Security Policy (meta tag)" in message["message"]


def line(message: dict[str, Any]) -> str:
    """One message on one line."""
    extract = " ".join(message.get("extract", "").split())
    return f"{message.get('url')}:{message.get('lastLine')}: {message['message']} [{extract}]"


def test_no_page_has_an_error_or_a_warning(site: Site, vnu_jar: Path) -> None:
    messages = checker_messages(vnu_jar, site.folder)
    problems = [line(message) for message in messages if not is_about_the_policy(message)]
    assert not problems, report(problems)


def test_the_checker_sees_errors(tmp_path: Path, vnu_jar: Path) -> None:
    (tmp_path / "bad.html").write_text("<!DOCTYPE html><html lang=vi><title>x</title><p><div></p>", "utf-8")
    assert [message for message in checker_messages(vnu_jar, tmp_path) if message["type"] == "error"]
