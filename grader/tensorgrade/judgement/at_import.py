"""What went wrong when the file of an exercise was read and imported: told once for the file. Pure.

In: the judged checks of the exercise, and the lines of its file that were left out. Out: a diagnosis for each such
line, or the one of a file of which nothing could be run.
"""

from __future__ import annotations

from collections.abc import Sequence

from tensorgrade.course.catalogue import Exercise
from tensorgrade.judgement.diagnosis import Diagnosis, diagnose
from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.endings import COSTS_THE_FILE, EndingKind
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import Ending, LeftOut

MOST = 5


def at_import(exercise: Exercise, judged: Sequence[Judged], left_out: Sequence[LeftOut]) -> tuple[Diagnosis, ...]:
    """Name what is wrong with the file of an exercise as a whole, its lines in order, the first few of them."""
    endings = [symptom.ending for check in judged for symptom in check.symptoms]
    whole = [ending for ending in endings if ending.kind in COSTS_THE_FILE and ending.line is None][:1]
    lines = [Ending(EndingKind.IMPORT_FAILED, line.failure, line=line) for line in left_out]
    return tuple(diagnosis_of(exercise, ending) for ending in [*whole, *lines][:MOST])


def diagnosis_of(exercise: Exercise, ending: Ending) -> Diagnosis:
    """Write what is wrong with a file as a diagnosis of the exercise."""
    case = CollectedCase(exercise.slug, exercise.slug, "", exercise.slug, "", "public", 0.0, 0.0, None)
    return diagnose(Symptom(case, ending))
