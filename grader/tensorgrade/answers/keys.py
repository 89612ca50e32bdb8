"""What a result follows from, as one hash: the whole kit, the course, the seeds, and the submission itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tensorgrade.answers.fingerprint import contents, files_of, fingerprint, kit_key
from tensorgrade.answers.known_answers import files_of_mistakes
from tensorgrade.course.catalogue import Course, Exercise
from tensorgrade.submission.read import Submission


@dataclass(frozen=True)
class ResultKey:
    """What one result follows from: all that many share, the seed of its inputs, what was handed in.

    `course` is empty where the result has to be made again in any case.
    """

    course: str
    seed: int
    content: str

    def __str__(self) -> str:
        return f"{self.course} {self.seed} {self.content}"


def parsed_key(text: str) -> ResultKey | None:
    """Read a key that was written; None for one of another form."""
    course, _, rest = text.partition(" ")
    seed, _, content = rest.partition(" ")
    return ResultKey(course, int(seed), content) if seed.isdecimal() and content else None


def course_key(course: Course, exercises: Iterable[Exercise], level: str, devices: str) -> str:
    """Hash the whole kit, the exercises with all that judges them, the packages on offer, the level and the devices."""
    files: dict[Path, None] = {}
    words = [kit_key(), level, devices, *course.settings.packages]
    for exercise in exercises:
        files |= dict.fromkeys([*files_of(course, exercise), *files_of_mistakes(course, exercise)])
        words.append(f"{exercise.slug} {exercise.weight}")
    return fingerprint(words, contents(course.root, files))


def content_key(submission: Submission) -> str:
    """Hash what was handed in."""
    problems = [word for problem in sorted(submission.problems.items()) for word in problem]
    return fingerprint(problems, sorted(submission.files.items()))
