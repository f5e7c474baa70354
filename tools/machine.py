"""Get what the tests need beyond Python: Debian packages (apt.txt) and checkers from npm (package.json).

Nothing is skipped in silence: what is missing and cannot be installed ends the run with the command that would do it.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import ROOT

APT_LIST = ROOT / "apt.txt"
PACKAGE_JSON = ROOT / "package.json"
NODE_FOLDER = ROOT / ".cache" / "node"
POLICY = Path("/usr/sbin/policy-rc.d")
VNU_JAR = NODE_FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"
AXE_SCRIPT = NODE_FOLDER / "node_modules/axe-core/axe.min.js"


class ToolError(Exception):
    """Something the tests need is not there; the message names the remedy."""


@dataclass(frozen=True)
class SystemPackage:
    """A Debian package and the command (or absolute path, with * for any name) that shows it is there."""

    name: str
    proof: str

    @property
    def present(self) -> bool:
        """Whether its command or file can be found, however it was installed."""
        if self.proof.startswith("/"):
            return any(Path("/").glob(self.proof.lstrip("/")))
        return shutil.which(self.proof) is not None


def system_packages(text: str) -> list[SystemPackage]:
    """The lines of apt.txt. Raises ValueError for a line that is not `package proof`."""
    lines = (line.split("#")[0].split() for line in text.splitlines())
    return [SystemPackage(name, proof) for name, proof in (words for words in lines if words)]


def apt_commands(packages: list[SystemPackage]) -> list[list[str]]:
    """The two commands that install packages without questions and without recommended extras."""
    names = [package.name for package in packages]
    return [
        ["apt-get", "update", "--quiet"],
        ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *names],
    ]


@contextmanager
def daemons_held(policy: Path = POLICY) -> Iterator[None]:
    """Forbid packages to start their servers while the block runs, then put the machine's own rule back."""
    kept = policy.with_name(policy.name + ".kept")
    if policy.exists() and not kept.exists():  # one that is kept already was left by a run that was killed
        policy.rename(kept)
    try:
        policy.write_text("#!/bin/sh\nexit 101\n", "ascii")
        policy.chmod(0o755)
        yield
    finally:
        policy.unlink(missing_ok=True)
        if kept.exists():
            kept.rename(policy)


def install_system(text: str, is_root: bool) -> None:
    """Install what is missing of apt.txt. Raises ToolError when that cannot be done from here."""
    missing = [package for package in system_packages(text) if not package.present]
    if not missing:
        return
    commands = apt_commands(missing)
    by_hand = " && ".join("sudo " + " ".join(command) for command in commands)
    if not is_root or shutil.which("apt-get") is None:
        raise ToolError(f"The tests need {', '.join(p.proof for p in missing)}. Run: {by_hand}")
    print(f"Installing {', '.join(p.name for p in missing)} ...", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with daemons_held():
        for command in commands:
            if subprocess.run(command, env=env, stdin=subprocess.DEVNULL, check=False).returncode:
                raise ToolError(f"apt-get failed. Run it by hand to see why: {by_hand}")
    still = [package for package in missing if not package.present]
    if still:
        raise ToolError(f"apt.txt promises {', '.join(p.proof for p in still)}, but installing did not bring it")


def node_packages(text: str) -> list[str]:
    """`name@version` of each tool in package.json. Raises ValueError for a version that is not exact."""
    wanted: Mapping[str, str] = json.loads(text)["devDependencies"]
    for name, version in wanted.items():
        if not all(part.isdigit() for part in version.split(".")):
            raise ValueError(f"package.json: {name} must name one exact version, not {version!r}")
    return [f"{name}@{version}" for name, version in sorted(wanted.items())]


def install_node(folder: Path = NODE_FOLDER) -> None:
    """Install the npm tools into a folder of ours, once per list; their install scripts are not run."""
    packages = node_packages(PACKAGE_JSON.read_text("utf-8"))
    stamp = folder / f".stamp-{hashlib.sha256(' '.join(packages).encode()).hexdigest()[:16]}"
    if stamp.exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    options = ["--no-package-lock", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    print(f"Installing {', '.join(packages)} ...", flush=True)
    command = ["npm", "install", *options, "--prefix", str(folder), *packages]
    if subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, check=False).returncode:
        raise ToolError("npm could not install the checkers. Run: " + " ".join(command))
    stamp.touch()


def prepare() -> int:
    """Make the machine ready for every test; exit code 1 and one clear line when it cannot be."""
    try:
        install_system(APT_LIST.read_text("utf-8"), is_root=os.geteuid() == 0)
        install_node()
    except ToolError as error:
        print(f"Error: {error}")
        return 1
    return 0
