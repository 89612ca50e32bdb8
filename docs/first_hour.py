"""Walks through a student's first hour on a terminal of 80 columns and 24 rows, and writes the screens.

Usage: python docs/first_hour.py [FILE]; without a FILE, docs/first-hour.txt. It releases the course that lies around it
into a temporary folder, types the commands there, edits the files as a student would, and keeps each screen as it was.
Needs tmux.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "first-hour.txt"
COLUMNS, ROWS = 80, 24
PATIENCE, PAUSE = 900.0, 0.3  # seconds
TERMINAL = ["tmux", "-L", "first-hour", "-f", os.devnull]
TITLE = (
    "A student's first hour with the released course, each screen as a terminal of 80 columns and 24 rows shows it.\n"
    "Written by docs/first_hour.py.\n"
)
EXERCISE = "ex01_tensor_creation.py"
PROMPT, WATCH = "$", "grade watch"
SECONDS = re.compile(r"\d+\.\d\d s")  # another number in each walk


@dataclass(frozen=True)
class Step:
    """What a student does: a command that is typed, or a key, or a change of a file; and what is waited for."""

    told: str
    until: str
    command: str = ""
    key: str = ""
    edit: Callable[[Path], None] | None = None


def writing(body: str) -> Callable[[Path], None]:
    """Return what puts a body in the place of that of the first function, as an editor that saves does."""

    def edit(folder: Path) -> None:
        file = folder / "exercises" / EXERCISE
        before, _, after = file.read_text(encoding="utf-8").partition("\n\n\ndef labels_to_tensor")
        docstring = before.rpartition('"""')
        file.write_text(f'{docstring[0]}"""\n    {body}\n\n\ndef labels_to_tensor{after}', encoding="utf-8")

    return edit


def all_written(folder: Path) -> None:
    """Put the course's own answers in the place of all stubs."""
    for stub in (folder / "exercises").glob("ex*.py"):
        shutil.copy(ROOT / "solutions" / stub.name, stub)


ASSIGNMENT = "--exercise tensor_creation --exercise reshaping"
STEPS = (
    Step("The instructor releases an assignment", "work", f"grade release work --course course {ASSIGNMENT}"),
    Step("The first look", "Score", "cd work; grade"),
    Step("Where am I?", "Next:", "grade status"),
    Step("Grade on each save", "Score 0", WATCH),
    Step("The first mistake: no dtype is named", "integer-features", edit=writing("return torch.tensor(rows)")),
    Step("A hint, by the key h", "hint 1 of 3", key="h"),
    Step("Back", "integer-features", key="b"),
    Step("The page of the mistake, by the key e", "Why PyTorch", key="e"),
    Step(
        "The second mistake: a cast that may not copy",
        "memory-shared",
        edit=writing("return torch.as_tensor(rows, dtype=torch.float32)"),
    ),
    Step("The third mistake: a loop that does not end", "timed-out", edit=writing("while True:\n        rows = rows")),
    Step("It is right", "passes all", edit=writing("return torch.tensor(rows, dtype=torch.float32)")),
    Step("Enough for now, by the key q", "$ ", key="q"),
    Step("Begin again", "before-reset", "grade reset tensor_creation.features_to_tensor"),
    Step("What a tensor is", "graph", "grade show 'x = torch.arange(6).view(2, 3); x[:, 1]'"),
    Step("A file to repair", "to repair", "cd ..; grade mend reshaping.channels_last --course course"),
    Step("What is wrong with it", "Score", "grade run mend --exercise reshaping --course course"),
    Step("Hours later: all is written", "Nothing is left", "cd work; grade | tail -24", edit=all_written),
)


class Walk:
    """One terminal in which steps are taken, in the folder `home`."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def start(self) -> None:
        """Open the terminal, with a bare prompt."""
        path = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
        names = {"HOME": str(self._home), "PATH": path, "PS1": "$ ", "TERM": "screen", "LANG": "C.UTF-8"}
        shell = ["env", "-i", *(f"{name}={value}" for name, value in names.items()), "bash", "--norc", "--noprofile"]
        size = ["-x", str(COLUMNS), "-y", str(ROWS)]
        self.tell("new-session", "-d", *size, "-c", str(self._home), shlex.join(shell))
        self.tell("set-option", "-g", "status", "off")

    def tell(self, *words: str) -> str:
        """Tell tmux something; return what it says."""
        return subprocess.run([*TERMINAL, *words], check=True, capture_output=True, text=True).stdout

    def screen(self) -> str:
        """Return what the terminal shows."""
        return "\n".join(line.rstrip() for line in self.tell("capture-pane", "-p").rstrip().splitlines())

    def take(self, step: Step) -> str:
        """Take a step; return the screen after it. Raises TimeoutError."""
        if step.edit is not None:
            step.edit(self._home / "work")
        if step.command:
            self.tell("send-keys", "-l", "clear\n")
            self.wait(lambda screen: screen == PROMPT)
            self.tell("send-keys", "-l", f"{step.command}\n")
        if step.key:
            self.tell("send-keys", step.key)
        ends = bool(step.command) and step.command != WATCH
        return self.wait(lambda screen: step.until in screen and (not ends or screen.endswith(f"\n{PROMPT}")))

    def wait(self, holds: Callable[[str], bool]) -> str:
        """Return the screen once something holds of it and it changes no more. Raises TimeoutError."""
        end, before = time.monotonic() + PATIENCE, ""
        while time.monotonic() < end:
            time.sleep(PAUSE)
            now = self.screen()
            if holds(now) and now == before:
                return now
            before = now
        raise TimeoutError(f"the terminal did not show what was waited for, but\n{before}")

    def close(self) -> None:
        """End the terminal."""
        self.tell("kill-server")


def written(step: Step, screen: str) -> Iterator[str]:
    """Write a screen below what was done, in a frame of its size."""
    yield f"\n## {step.told}\n"
    yield f"+{'-' * COLUMNS}+"
    yield from (f"|{SECONDS.sub('0.00 s', line):{COLUMNS}}|" for line in screen.splitlines())
    yield f"+{'-' * COLUMNS}+"


def main(target: Path = TARGET) -> None:
    """Take all steps, and write the screens."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:  # what was ended may still write there
        (Path(home) / "course").symlink_to(ROOT)
        walk = Walk(Path(home))
        walk.start()
        try:
            lines = [line for step in STEPS for line in written(step, walk.take(step))]
        finally:
            walk.close()
        target.write_text("\n".join([TITLE, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
