"""What a result follows from, as one hash: the kit, the course, the seeds, and the submission itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Course, Exercise
from grader.recordings import kit_key
from grader.submission import Submission


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
    """Hash the kit's code, the exercises with all that judges them, the isolation level and the devices."""
    kit = Path(__file__).parent
    files = sorted(kit.rglob("*.py"))
    for exercise in exercises:
        files += [exercise.stub] + ([exercise.reference] if exercise.reference else [])
        files += [course.root / place / "checks" / f"test_{exercise.slug}.py" for place in ("exercises", "solutions")]
        files += sorted((course.root / "solutions" / "mistakes" / exercise.slug).glob("*.py"))
    files += sorted(path for path in (course.root / "exercises" / "data").rglob("*") if path.is_file())
    digest = hashlib.sha256(f"{kit_key()} {level} {devices}".encode())
    for path in files:
        base = kit if path.is_relative_to(kit) else course.root
        add(digest, str(path.relative_to(base)), path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def content_key(submission: Submission) -> str:
    """Hash what was handed in."""
    digest = hashlib.sha256()
    for name, content in sorted(submission.files.items()):
        add(digest, name, content)
    for name, problem in sorted(submission.problems.items()):
        add(digest, f"{name}: {problem}", b"")
    return digest.hexdigest()


def add(digest: hashlib._Hash, name: str, content: bytes) -> None:
    """Add a named content so that no two lists of files give the same bytes."""
    label = name.encode("utf-8", "surrogateescape")
    digest.update(b"%d %d " % (len(label), len(content)) + label + content)
