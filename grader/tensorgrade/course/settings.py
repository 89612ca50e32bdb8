"""What an author says of a course as a whole, in its `course.toml`: its title, the packages that students may import,
its assignments.

In: the file, which need not be there. Out: CourseSettings. A new setting is a field of it, with what holds without it:
its type is what the file may say, and whatever else the file says is refused in one sentence.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tensorgrade.exits import InputError

FILE = "course.toml"


class SettingsError(InputError):
    """A course.toml cannot be used; the message is one sentence for the author."""


Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]
Count = Annotated[int, msgspec.Meta(ge=0)]
Weight = Annotated[float, msgspec.Meta(gt=0)]
Text = Annotated[str, msgspec.Meta(min_length=1)]


class LateRules(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """What is said of lateness, by the names of the options of `grade batch`; None is what is not said."""

    due: Text | None = None
    penalty: Percent | None = None
    timezone: Text | None = None
    grace: Count | None = None
    slip_days: Count | None = None
    late_cap: Percent | None = None


class Assignment(LateRules, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Some exercises that count together, with a total of their own, and what the course says of lateness in them.

    weights: of exercises, by slug, where they are worth more or less than the others.
    """

    name: Text
    exercises: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    weights: dict[str, Weight] = {}


class CourseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The settings of a course. `packages`: what students may import, as pip takes them (`pandas>=2`).

    compare_with_solution: when a student may see the solution of a function beside their own.
    """

    title: str = ""
    packages: tuple[str, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    compare_with_solution: Literal["never", "after-passing", "after-due"] = "never"


def read_settings(root: Path) -> CourseSettings:
    """Read the settings of the course at `root`. Raises SettingsError."""
    path = root / FILE
    if not path.exists():
        return CourseSettings()
    try:
        settings = msgspec.toml.decode(path.read_bytes(), type=CourseSettings)
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        told = str(error).replace(" | null", "")  # which TOML cannot say
        raise SettingsError(f"{path} cannot be used: {told}") from error
    for package in settings.packages:
        if not is_package(package):
            raise SettingsError(f"{path} cannot be used: {package!r} is no package as pip takes it")
    if fault := fault_of_assignments(settings):
        raise SettingsError(f"{path} cannot be used: {fault}")
    return settings


def fault_of_assignments(settings: CourseSettings) -> str:
    """Say what of the assignments contradicts itself; empty where nothing does."""
    for name, count in Counter(assignment.name for assignment in settings.assignments).items():
        if count > 1:
            return f"{count} assignments have the name {name!r}"
    for place, assignment in enumerate(settings.assignments):
        for slug in assignment.weights:
            if slug not in assignment.exercises:
                return f"{slug!r} has a weight and is none of the exercises - at `$.assignments[{place}].weights`"
    return ""


def is_package(text: str) -> bool:
    """Say whether a text is a package as pip takes it; what reads all of them is imported for no plain name."""
    if text.isascii() and text.isalnum():
        return True
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        Requirement(text)
    except InvalidRequirement:
        return False
    return True


def lacking_packages(settings: CourseSettings) -> list[str]:
    """Return those packages of a course that are not installed here, or not in the version that it asks for."""
    return [package for package in settings.packages if is_lacking(package)]


def is_lacking(package: str) -> bool:
    """Say whether a package is not installed here, or in another version."""
    from importlib import metadata

    from packaging.requirements import Requirement

    requirement = Requirement(package)
    if requirement.marker is not None and not requirement.marker.evaluate():
        return False
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return True
    return not requirement.specifier.contains(version, prereleases=True)
