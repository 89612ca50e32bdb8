"""Gradescope's results.json. The total is set by `score`; a hidden check is shown once the work was due.

Feedback goes back as an autograder that grades nothing: it finds who handed in by the e-mail address or the school's
number in /autograder/submission_metadata.json, and leaves the results that are packed for that student. Source:
gradescope-autograders.readthedocs.io, Autograder Specifications and Submission Metadata.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from tensorgrade_reports.final_words import in_markdown
from tensorgrade_reports.packing import zipped
from tensorgrade_reports.platforms import (
    Addressee,
    Feedback,
    FeedbackFile,
    GraderContainer,
    Platform,
    StudentFiles,
    Unreachable,
)
from tensorgrade_reports.sheet import Sheet, SheetLine, points_of

ZIP, STUDENTS = "autograder.zip", "students.json"
SETUP = b"#!/usr/bin/env bash\n# Nothing is to be installed: the image has Python.\n"
HAND_BACK = b'''#!/usr/bin/env python3
"""Leaves the results that were packed for who handed in."""

import json
import sys
from pathlib import Path

HERE = Path("/autograder")
packed = json.loads((HERE / "source" / "students.json").read_text(encoding="utf-8"))
users = json.loads((HERE / "submission_metadata.json").read_text(encoding="utf-8"))["users"]
keys = [str(user.get(key) or "").casefold() for user in users for key in ("email", "sid")]
names = [packed[key] for key in keys if key in packed]
if not names:
    sys.exit("There are no results for who handed this in.")
(HERE / "results").mkdir(exist_ok=True)
(HERE / "results" / "results.json").write_bytes((HERE / "source" / names[0]).read_bytes())
'''
VISIBILITY = {"public": "visible", "hidden": "after_due_date"}


def results(sheet: Sheet) -> bytes:
    """Write the file that an autograder leaves in /autograder/results."""
    return as_json(document_of(sheet))


def as_json(document: dict[str, object]) -> bytes:
    """Write a document as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def document_of(sheet: Sheet) -> dict[str, object]:
    """Describe a submission as it counts."""
    return {
        "score": points_of(sheet.final),
        "execution_time": round(sum(check.seconds for check in sheet.result.checks), 2),
        "output": "\n".join(sheet.changes) or f"{points_of(sheet.final):g} of {points_of(sheet.possible):g} points",
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [test(number, line) for number, line in numbered(sheet)],
        "extra_data": {"final": sheet.result.is_final},
    }


def numbered(sheet: Sheet) -> list[tuple[str, SheetLine]]:
    """Number the checks by exercise: 1.1, 1.2, 2.1."""
    exercises = list(dict.fromkeys(line.exercise for line in sheet.lines))
    counts = dict.fromkeys(exercises, 0)
    lines = []
    for line in sheet.lines:
        counts[line.exercise] += 1
        lines.append((f"{exercises.index(line.exercise) + 1}.{counts[line.exercise]}", line))
    return lines


def test(number: str, line: SheetLine) -> dict[str, object]:
    """Describe one check."""
    return {
        "score": points_of(line.earned),
        "max_score": points_of(line.possible),
        "status": "passed" if line.status == "pass" else "failed",
        "name": f"{line.exercise}.{line.check.function}: {line.check.title}",
        "number": number,
        "output": line.told,
        "tags": [line.exercise, line.check.function],
        "visibility": VISIBILITY[line.check.visibility],
    }


def feedback_name(addressee: Addressee) -> str:
    """Name a student's results. Raises Unreachable for whom Gradescope does not know by anything that we know."""
    if not any(keys_of(addressee)):
        raise Unreachable("neither an e-mail address nor the school's number is known")
    return f"results/{addressee.page}.json"


def keys_of(addressee: Addressee) -> tuple[str, str]:
    """Return by what Gradescope's metadata name the student."""
    who = addressee.student.identity
    return who.email.casefold(), who.sid.casefold()


def feedback_results(addressee: Addressee, page: bytes) -> bytes:
    """Write a student's results, with the sum of the final points and the comments above them."""
    told = {"output": in_markdown(addressee.grade), "output_format": "md"}
    return as_json(document_of(addressee.student.sheet) | told)


def handing_back(files: Iterable[FeedbackFile]) -> Iterator[tuple[str, bytes]]:
    """Pack the results of all, with the scripts that leave those of who handed in."""
    names: dict[str, str] = {}

    def packed() -> Iterator[tuple[str, bytes]]:
        for file in files:
            names.update({key: file.name for key in keys_of(file.addressee) if key})
            yield file.name, file.content
        yield STUDENTS, msgspec.json.encode(names)

    yield ZIP, zipped(packed(), [("setup.sh", SETUP), ("run_autograder", HAND_BACK)])


PLATFORM = Platform(
    "gradescope",
    export=StudentFiles(lambda student: results(student.sheet)),
    feedback=Feedback(feedback_name, feedback_results, handing_back),
    ci=GraderContainer(Path("/autograder"), results),
    grader="gradescope-autograder",
)
