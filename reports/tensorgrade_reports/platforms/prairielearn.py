"""PrairieLearn's results.json: `score` is the final share of the points; points stand on every test."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tensorgrade_reports.platforms import GraderContainer, Platform, Student, StudentFiles, Telling
from tensorgrade_reports.sheet import Sheet, points_of

LIMIT = 1_000_000 - 10_000  # bytes; the platform refuses 1 MB
SHORT = 200


def results(sheet: Sheet) -> bytes:
    """Write the file that a grader leaves in /grade/results; messages are cut where it would grow too large."""
    for limit in (None, SHORT, 0):
        text = msgspec.json.format(msgspec.json.encode(document(sheet, limit)), indent=1) + b"\n"
        if len(text) <= LIMIT:
            break
    return text


def document(sheet: Sheet, limit: int | None) -> dict[str, object]:
    """Describe the result with messages of at most `limit` characters."""
    return {
        "gradable": True,
        "score": max(0.0, min(1.0, sheet.final / sheet.possible)) if sheet.possible else 0.0,
        "message": "\n".join(sheet.changes),
        "output": "",
        "tests": [
            {
                "name": f"{line.exercise}.{line.check.function}",
                "description": line.check.title,
                "points": points_of(line.earned),
                "max_points": points_of(line.possible),
                "message": line.told[:limit],
                "output": "",
            }
            for line in sheet.lines
        ],
    }


def not_gradable(why: str) -> bytes:
    """Write the file for a submission that cannot be read; it costs no try."""
    return msgspec.json.encode({"gradable": False, "format_errors": [why]}) + b"\n"


def student_file(student: Student) -> bytes:
    """Write the file for a student of a graded class."""
    return not_gradable(student.row.problem) if student.row.problem else results(student.sheet)


class PrairieLearn(GraderContainer):
    """Its external grader."""

    def telling_unreadable(self, why: str) -> Telling:
        """Say that the submission could not be graded."""
        return self.results(not_gradable(why))


PLATFORM = Platform(
    "prairielearn",
    export=StudentFiles(student_file),
    ci=PrairieLearn(Path("/grade"), results),
    grader="prairielearn-grader",
)
