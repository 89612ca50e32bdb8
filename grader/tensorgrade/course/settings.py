"""What an author says of a course as a whole, in its `course.toml`: its title, the packages that students may import.

In: the file, which need not be there. Out: CourseSettings. A new setting is a field of it, with what holds without it:
its type is what the file may say, and whatever else the file says is refused in one sentence.
"""

from __future__ import annotations

from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Literal

import msgspec
from packaging.requirements import InvalidRequirement, Requirement

from tensorgrade.exits import InputError

FILE = "course.toml"


class SettingsError(InputError):
    """A course.toml cannot be used; the message is one sentence for the author."""


class CourseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of a course. `packages`: what students may import, as pip takes them (`pandas>=2`).

    compare_with_solution: when a student may see the solution of a function beside their own. due: when the work has to
    be handed in, with its offset from UTC.
    """

    title: str = ""
    packages: tuple[str, ...] = ()
    compare_with_solution: Literal["never", "after-passing", "after-due"] = "never"
    due: datetime | None = None


def read_settings(root: Path) -> CourseSettings:
    """Read the settings of the course at `root`. Raises SettingsError."""
    path = root / FILE
    if not path.exists():
        return CourseSettings()
    try:
        settings = msgspec.toml.decode(path.read_bytes(), type=CourseSettings)
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        raise SettingsError(f"{path} cannot be used: {error}") from error
    for package in settings.packages:
        try:
            Requirement(package)
        except InvalidRequirement as error:
            raise SettingsError(f"{path} cannot be used: {package!r} is no package as pip takes it") from error
    if settings.due is not None and settings.due.tzinfo is None:
        raise SettingsError(f"{path} cannot be used: `due` needs its offset from UTC, as in 2030-01-31T23:59:00+01:00")
    if settings.compare_with_solution == "after-due" and settings.due is None:
        raise SettingsError(f"{path} cannot be used: solutions that are shown after-due need a `due`")
    return settings


def lacking_packages(settings: CourseSettings) -> list[str]:
    """Return those packages of a course that are not installed here, or not in the version that it asks for."""
    return [package for package in settings.packages if is_lacking(Requirement(package))]


def is_lacking(requirement: Requirement) -> bool:
    """Say whether a package is not installed here, or in another version."""
    if requirement.marker is not None and not requirement.marker.evaluate():
        return False
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return True
    return not requirement.specifier.contains(version, prereleases=True)
