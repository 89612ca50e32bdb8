"""What a result follows from, as one hash: the kit, the course, the seeds, and the submission itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from grader.catalogue import Course, Exercise
from grader.recordings import kit_key
from grader.submission import Submission


def course_key(course: Course, exercises: Iterable[Exercise], seed: int, level: str, devices: str) -> str:
    """Hash the kit's code, the exercises with all that judges them, the seed, the isolation level and the devices."""
    kit = Path(__file__).parent
    files = sorted(kit.rglob("*.py"))
    for exercise in exercises:
        files += [exercise.stub] + ([exercise.reference] if exercise.reference else [])
        files += [course.root / place / "checks" / f"test_{exercise.slug}.py" for place in ("exercises", "solutions")]
        files += sorted((course.root / "solutions" / "mistakes" / exercise.slug).glob("*.py"))
    files += sorted(path for path in (course.root / "exercises" / "data").rglob("*") if path.is_file())
    digest = hashlib.sha256(f"{kit_key()} {seed} {level} {devices}".encode())
    for path in files:
        base = kit if path.is_relative_to(kit) else course.root
        add(digest, str(path.relative_to(base)), path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def submission_key(course: str, submission: Submission) -> str:
    """Hash a submission beside the course's key."""
    digest = hashlib.sha256(course.encode())
    for name, content in sorted(submission.files.items()):
        add(digest, name, content)
    for name, problem in sorted(submission.problems.items()):
        add(digest, f"{name}: {problem}", b"")
    return digest.hexdigest()


def add(digest: hashlib._Hash, name: str, content: bytes) -> None:
    """Add a named content so that no two lists of files give the same bytes."""
    label = name.encode("utf-8", "surrogateescape")
    digest.update(b"%d %d " % (len(label), len(content)) + label + content)
