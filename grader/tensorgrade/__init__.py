"""An exercise-grading kit for the basics of PyTorch: a submission in, a score out, and the name of each mistake.

>>> from tensorgrade import grade, read_course
>>> read_course(course).exercises[0].slug
'sums'
>>> result = grade(submission, course)
>>> result.points, result.possible
(5.0, 10.0)
>>> [diagnosis.name for check in result.checks for diagnosis in check.diagnoses]
['wrong-values']

Several submissions share a grader, which starts its processes once:

>>> from tensorgrade import Grader, Level, read_submission
>>> with Grader(read_course(course), ["sums"], level=Level.separate) as grader:
...     grader.grade(read_submission(submission, grader.course), seed=1).result.points
5.0

What is named here is the public interface, with `tensorgrade.probes` for authors of checks and
`tensorgrade.notebook.check` for notebooks; all else may change. Importing this imports nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tensorgrade.course.catalogue import Course as Course
    from tensorgrade.course.catalogue import read_course as read_course
    from tensorgrade.grading import Grader as Grader
    from tensorgrade.grading import grade as grade
    from tensorgrade.isolation.levels import Level as Level
    from tensorgrade.scoring.result import SubmissionResult as Result
    from tensorgrade.submission.read import Submission as Submission
    from tensorgrade.submission.read import read_submission as read_submission

PLACES = {
    "Course": ("tensorgrade.course.catalogue", "Course"),
    "Submission": ("tensorgrade.submission.read", "Submission"),
    "Grader": ("tensorgrade.grading", "Grader"),
    "Level": ("tensorgrade.isolation.levels", "Level"),
    "Result": ("tensorgrade.scoring.result", "SubmissionResult"),
    "read_course": ("tensorgrade.course.catalogue", "read_course"),
    "read_submission": ("tensorgrade.submission.read", "read_submission"),
    "grade": ("tensorgrade.grading", "grade"),
}
__all__ = ["Course", "Grader", "Level", "Result", "Submission", "grade", "read_course", "read_submission"]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = PLACES[name]
    found = globals()[name] = getattr(import_module(module), attribute)
    return found


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
