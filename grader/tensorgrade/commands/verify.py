"""`grade verify`: prove a course, and print what was found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tensorgrade.course.catalogue import find_course, read_course
from tensorgrade.proof import verify
from tensorgrade_reports.terminal import proof as verification


def verify_course(root: Path | None, slugs: Sequence[str], seed: int, every: int = 1) -> int:
    """Verify a course, print what was found, and return the exit status: 0 when nothing is wrong, else 1."""
    course = read_course(root.resolve() if root else find_course(Path()))
    verdict = verify(course, slugs, seed, every)
    verification.show(verdict)
    return 1 if verdict.problems else 0
