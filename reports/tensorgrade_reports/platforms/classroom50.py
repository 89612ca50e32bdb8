"""Classroom 50's result.json (schema classroom50/result/v1). Whole numbers only: a point counts 100."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tensorgrade_reports.platforms import Findings, Platform, Sign, Student, StudentFiles, Telling
from tensorgrade_reports.platforms.github import GitHubActions
from tensorgrade_reports.sheet import Sheet

FILE = Path("result.json")

# Its keys, and the variables of the environment that hold them.
VARIABLES = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "assignment_type": "ASSIGNMENT_TYPE",
    "owner": "GITHUB_REPOSITORY_OWNER",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}


def results(sheet: Sheet, environment: Mapping[str, str], now: datetime) -> bytes:
    """Write the file. `now` is aware of its time zone."""
    values = {key: environment.get(name, "") for key, name in VARIABLES.items()}
    values["assignment_type"] = values["assignment_type"] or "individual"
    document = {
        "schema": "classroom50/result/v1",
        **values,
        "datetime": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": max(0, min(sheet.final, sheet.possible)),
        "max-score": sheet.possible,
        "tests": [
            {"test-name": line.name, "passed": line.status == "pass", "score": line.earned, "max-score": line.possible}
            for line in sheet.lines
        ],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def student_file(student: Student) -> bytes:
    """Write the file for a student of a graded class."""
    return results(student.sheet, os.environ, student.row.handed_in or datetime.now(UTC))


class Classroom50(GitHubActions):
    """A job of Classroom 50, which runs on GitHub Actions."""

    sign = Sign.guest
    ends_with_zero = True

    def is_here(self, environment: Mapping[str, str]) -> bool:
        """Say whether this runs there."""
        return bool(environment.get("CLASSROOM") and environment.get("ASSIGNMENT"))

    def telling(self, findings: Findings) -> Telling:
        """Say what Classroom 50 is told of a result: its file, and what GitHub is told."""
        content = results(findings.sheet, findings.environment, datetime.now(UTC))
        return replace(super().telling(findings), files={FILE: content})


PLATFORM = Platform("classroom50", export=StudentFiles(student_file), ci=Classroom50())
