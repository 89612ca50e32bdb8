"""Classroom 50's result.json (schema classroom50/result/v1). Whole numbers only: a point counts 100."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from tensorgrade_reports.platforms.sheet import Sheet

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
    known = {key: environment.get(name, "") for key, name in VARIABLES.items()}
    known["assignment_type"] = known["assignment_type"] or "individual"
    document = {
        "schema": "classroom50/result/v1",
        **known,
        "datetime": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": max(0, min(sheet.final, sheet.possible)),
        "max-score": sheet.possible,
        "tests": [
            {"test-name": line.name, "passed": line.status == "pass", "score": line.earned, "max-score": line.possible}
            for line in sheet.lines
        ],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
