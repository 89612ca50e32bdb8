"""The pytest plugin that is there in every project of an environment: below a course it brings what checks need.

Elsewhere it adds nothing: no fixture, no option, no mark (tensorgrade.worker.fixtures has those). A run is below a
course when one of the paths that it names lies in a course's exercises/ or solutions/, or is the course itself; for a
run that names none, the folder that it starts in counts. A course is a folder with exercises/checks/ in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

FIXTURES = "tensorgrade.worker.fixtures"
PARTS = ("exercises", "solutions")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Bring the fixtures, options and marks of checks below a course, before the command line is read."""
    config = pluginmanager.get_plugin("pytestconfig")
    asked = config.invocation_params if config is not None else None
    if asked is not None and is_below_course(map(str, asked.args), asked.dir):
        pluginmanager.import_plugin(FIXTURES)


def is_below_course(arguments: Iterable[str], folder: Path) -> bool:
    """Say whether a run of pytest with these arguments, started in this folder, is below a course."""
    named = [folder / argument.partition("::")[0] for argument in arguments if not argument.startswith("-")]
    paths = [path.resolve() for path in named if path.exists()] or [folder.resolve()]
    return any(is_course(path) or any(map(is_part, (path, *path.parents))) for path in paths)


def is_course(folder: Path) -> bool:
    """Say whether a folder is a course."""
    return (folder / "exercises" / "checks").is_dir()


def is_part(folder: Path) -> bool:
    """Say whether a folder is the part of a course that checks and answers lie in."""
    return folder.name in PARTS and is_course(folder.parent)
