"""Problems for other programs to read, editors above all: a lesson each, with its place in the student's file.

A module here is a format, found by being here: `write(result, problems)` gives its text. `grade run --format` takes the
module's name, with hyphens.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from tensorgrade.discovery import names_in
from tensorgrade.protocol.fields import Place
from tensorgrade.scoring.result import SubmissionResult
from tensorgrade_reports.overview import Failing, Location, failing

UNNAMED = "failed"
Write = Callable[[SubmissionResult, Sequence["Problem"]], str]


@dataclass(frozen=True)
class Problem:
    """What is to be fixed: `key` names the function in full, or the exercise; `name` is that of the diagnosis.

    message: one sentence or two, in one line. remedy: empty where none is known. location: None where the file lies in
    no place of its own, as in an archive.
    """

    key: str
    name: str
    message: str
    remedy: str
    location: Location | None

    @property
    def told(self) -> str:
        """All of it in one line."""
        return " ".join(part for part in (self.message, self.remedy, f"[{self.key}]") if part)


def problems_of(
    result: SubmissionResult, locations: Mapping[str, Location], find: Callable[[Place], Location | None]
) -> list[Problem]:
    """Return what is to be fixed. `locations`: by `slug.function` and `slug`. `find`: where a line of a file is."""
    return [problem_of(failure, locations, find) for failure in failing(result)]


def problem_of(
    failure: Failing, locations: Mapping[str, Location], find: Callable[[Place], Location | None]
) -> Problem:
    """Return one problem, at the line where it went wrong if that is known, else at its function."""
    diagnosis = failure.lesson.diagnosis if failure.lesson else None
    exact = find(diagnosis.place) if diagnosis and diagnosis.place else None
    return Problem(
        key=failure.key,
        name=diagnosis.name if diagnosis else UNNAMED,
        message=" ".join((diagnosis.message if diagnosis else failure.told).split()),
        remedy=" ".join(diagnosis.remedy.split()) if diagnosis else "",
        location=exact or locations.get(failure.key) or locations.get(failure.exercise.name),
    )


def formats() -> dict[str, Write]:
    """Return the formats that lie here, by name."""
    names = names_in(sys.modules[__name__])
    return {name.replace("_", "-"): import_module(f"{__name__}.{name}").write for name in names}
