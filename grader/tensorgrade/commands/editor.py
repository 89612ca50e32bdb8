"""Open a file at a line in the editor that a student uses.

$VISUAL or $EDITOR says which; else VS Code, where `code` is there. Each editor has its own way to name a line.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from tensorgrade_reports.overview import Location

VARIABLES = ("VISUAL", "EDITOR")
GOTO = {"code", "code-insiders", "codium", "cursor", "windsurf"}
FILE_COLON_LINE = {"subl", "hx", "helix", "zed"}
LINE_OPTION = {"charm", "idea", "kate", "mate", "pycharm"}
PLUS_LINE = {"emacs", "emacsclient", "gedit", "joe", "kak", "micro", "nano", "ne", "nvim", "vi", "view", "vim", "gvim"}


def editor_command(
    location: Location, environment: Mapping[str, str], find: Callable[[str], str | None]
) -> Sequence[str]:
    """Return the command that opens a place; empty where no editor is known. `find`: where a program lies."""
    named = next((environment[name] for name in VARIABLES if environment.get(name, "").strip()), "")
    words = split(named) or (["code"] if find("code") else [])
    if not words or not find(words[0]):
        return ()
    name = PurePath(words[0]).stem.lower()
    if name in GOTO:
        return [*words, "--goto", f"{location.file}:{location.line}"]
    if name in FILE_COLON_LINE:
        return [*words, f"{location.file}:{location.line}"]
    if name in LINE_OPTION:
        return [*words, "--line", str(location.line), location.file]
    return [*words, f"+{location.line}", location.file] if name in PLUS_LINE else [*words, location.file]


def split(command: str) -> list[str]:
    """Split what a variable says into words; nothing where its quotes do not close."""
    try:
        return shlex.split(command, posix=os.name == "posix")
    except ValueError:
        return []


def open_at(location: Location, environment: Mapping[str, str]) -> bool:
    """Open a place in the editor, and wait for one that runs in the terminal; say whether there was one to open."""
    command = editor_command(location, environment, shutil.which)
    if not command:
        return False
    try:
        return subprocess.run([shutil.which(command[0]) or command[0], *command[1:]], check=False).returncode == 0
    except OSError:
        return False
