"""Documents that are followed word by word: their fenced blocks, in order, and what to do with each.

A block of sh is run in a folder, and the text block after it is what it prints. A block with a file's name after its
language is that file.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, what stands after it, its text, and its line in the document."""

    language: str
    name: str
    text: str
    line: int


def blocks_of(document: Path) -> list[Block]:
    tokens = MarkdownIt().parse(document.read_text(encoding="utf-8"))
    return [
        Block(*token.info.strip().partition(" ")[::2], token.content, token.map[0] + 1)
        for token in tokens
        if token.type == "fence"
    ]


def environment_of() -> dict[str, str]:
    """A reader's environment: `grade` is there."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def run(command: str, folder: Path) -> str:
    """Run shell lines as a reader would; return what they print."""
    done = subprocess.run(
        ["bash", "-eu", "-c", command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=environment_of(),
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def follow(document: Path, folder: Path) -> None:
    """Do what a document says, in a folder, and compare what is printed with what it shows."""
    printed = ""
    for block in blocks_of(document):
        if block.name:
            path = folder / block.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "sh":
            printed = run(block.text, folder)
        elif block.language == "text":
            assert lines(printed) == lines(block.text), f"line {block.line}"
