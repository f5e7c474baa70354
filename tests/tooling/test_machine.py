"""What the tests need from the system: one list, installed or named, never skipped."""

from pathlib import Path

import pytest

from tools import machine
from tools.machine import SystemPackage, ToolError, daemons_held, install_system, node_packages, system_packages


def test_the_list_names_packages_and_their_proof() -> None:
    packages = system_packages(machine.APT_LIST.read_text("utf-8"))
    assert {"chromium", "npm", "nginx", "postgresql", "strace", "wrk"} <= {package.name for package in packages}
    assert "java" in {package.proof for package in packages}


def test_a_line_without_proof_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        system_packages("chromium\n")


@pytest.mark.parametrize(
    ("proof", "present"), [("sh", True), ("/usr/b*/env", True), ("no-such-command", False), ("/no/file", False)]
)
def test_presence_is_a_command_or_a_file(proof: str, present: bool) -> None:
    assert SystemPackage("x", proof).present is present


def test_apt_is_left_alone_when_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("apt was started"))
    install_system("dash sh\n", is_root=True)


def test_others_than_root_are_told_the_command() -> None:
    with pytest.raises(ToolError) as error:
        install_system("some-package no-such-command\n", is_root=False)
    assert "sudo apt-get update" in str(error.value)
    assert "apt-get install --yes --quiet --no-install-recommends some-package" in str(error.value)


def test_daemons_are_held_and_the_machines_rule_comes_back(tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text("the machine's own")

    def fail_inside() -> None:
        with daemons_held(policy):
            assert "exit 101" in policy.read_text()
            assert policy.stat().st_mode & 0o111
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_inside()
    assert policy.read_text() == "the machine's own"
    assert [path.name for path in tmp_path.iterdir()] == ["policy-rc.d"]


def test_daemons_are_held_where_no_rule_was(tmp_path: Path) -> None:
    with daemons_held(tmp_path / "policy-rc.d"):
        pass
    assert not list(tmp_path.iterdir())


def test_npm_tools_are_named_with_exact_versions() -> None:
    assert all("@" in name for name in node_packages(machine.PACKAGE_JSON.read_text("utf-8")))
    with pytest.raises(ValueError, match="exact version"):
        node_packages('{"devDependencies": {"axe-core": "^4.0.0"}}')
