"""What a run of the checks left: the record of each case with its arrays, validated. The judge reads nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tensorgrade.protocol.anatomy import ShownExpression
from tensorgrade.protocol.border import read_record
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.frames import Arrays, FrameError
from tensorgrade.protocol.records import CaseRecord, Ending, ImportRecord, LeftOut


@dataclass(frozen=True)
class Evidence:
    """The record of one case, the arrays that it names, and the end of what the code printed."""

    record: CaseRecord
    arrays: Arrays = field(default_factory=dict)
    printed: str = ""


@dataclass(frozen=True)
class Transcript:
    """The evidence of one run, by case; by exercise, the lines of its file that were left out when it was imported."""

    cases: Mapping[str, Evidence]
    left_out: Mapping[str, tuple[LeftOut, ...]] = field(default_factory=dict)

    def of(self, case: str) -> Evidence:
        """Return the evidence of a case; a case that is missing left nothing readable."""
        return self.cases.get(case) or nothing(case, EndingKind.UNREADABLE, "the case left no record")


def nothing(case: str, kind: EndingKind, note: str, printed: str = "") -> Evidence:
    """Evidence that there is none, and why."""
    return Evidence(CaseRecord(case, Ending(kind, note=note)), printed=printed)


def read_case(case: str, record: bytes, arrays: bytes, printed: str = "") -> Evidence:
    """Decode the answer for `case`. Raises FrameError for one of another case, or that cannot be (protocol.border)."""
    decoded, numbers = read_record(CaseRecord, record, arrays)
    if decoded.case != case:
        raise FrameError("the record is of another case")
    return Evidence(decoded, numbers, printed)


def read_import(exercise: str, record: bytes, arrays: bytes) -> ImportRecord:
    """Decode what came of importing the file of `exercise`. Raises FrameError as `read_case` does."""
    decoded, _ = read_record(ImportRecord, record, arrays)
    if decoded.exercise != exercise:
        raise FrameError("the record is of another exercise")
    return decoded


def read_shown(record: bytes, arrays: bytes) -> ShownExpression:
    """Decode what an expression came to. Raises FrameError as `read_case` does."""
    return read_record(ShownExpression, record, arrays)[0]
