"""A copy of the kit's packages in a temporary environment, in which a test adds a file and runs what is there.

It is an environment of its own, so that launchers and workers find the copy at every level of isolation; libraries are
those of the test's environment. Compiled files come along, so that the copy starts as fast as the kit.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from tensorgrade.answers.fingerprint import PACKAGES, package


def copy_packages(home: Path) -> None:
    """Copy both packages into a folder, with what is compiled of them, but for files that are being written."""
    for name in PACKAGES:
        shutil.copytree(package(name, None), home / name, ignore=shutil.ignore_patterns("*.pyc.*"))


class KitCopy:
    """The copy, once it is made; `home` is the folder that both packages lie in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))

    def make(self) -> None:
        """Copy the packages into a new environment."""
        venv.create(self.folder, with_pip=False)
        libraries = [entry for entry in sys.path if entry.endswith("-packages")]
        (self.home / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
        copy_packages(self.home)

    def add(self, place: str, text: str) -> None:
        """Add a file that is not there, such as `tensorgrade/commands/greet.py`."""
        with (self.home / place).open("x", encoding="utf-8") as file:
            file.write(text)

    def python(self, *words: object, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        """Run Python, which imports the kit from the copy; output is text.

        more: variables of the environment.
        """
        command = [self.folder / "bin" / "python", *map(str, words)]
        environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"} | more
        return subprocess.run(
            command, cwd=cwd or self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def grade(self, *words: object, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        """Run `grade` in the copy."""
        return self.python("-m", "tensorgrade", *words, cwd=cwd, **more)
