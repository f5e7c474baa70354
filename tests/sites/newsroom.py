"""Making a small newsroom: articles, photographs, a clock, and what a build made of them."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.conftest import Build


def article(folder: Path, name: str, header: str, body: str = "Nội dung của bài.") -> Path:
    """Write an article; ``header`` is YAML."""
    path = folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{header}\n---\n\n{body}\n", "utf-8")
    return path


def picture(folder: Path, name: str) -> None:
    """Write a small photograph."""
    path = folder / "images" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_noise((300, 200), 60).convert("RGB").save(path)


def at(now: str) -> list[str]:
    """Pelican's arguments for a clock."""
    return ["-e", f'NOW="{now}"']


def everything(output: Path) -> str:
    """All text of a built site."""
    return "\n".join(path.read_text("utf-8") for path in sorted(output.rglob("*")) if path.suffix in (".html", ".xml"))


def ok(done: Build) -> Path:
    """The output of a build that must have succeeded."""
    assert done.returncode == 0, done.printed
    return done.output
