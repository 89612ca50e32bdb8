"""What went wrong when the file of an exercise was imported: told once for the file. Pure.

In: the lines of its file that were left out. Out: a diagnosis for each.
"""

from __future__ import annotations

from collections.abc import Sequence

from tensorgrade.course.catalogue import Exercise
from tensorgrade.judgement.diagnosis import Diagnosis, diagnose
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import Ending, LeftOut

MOST = 5


def at_import(exercise: Exercise, left_out: Sequence[LeftOut]) -> tuple[Diagnosis, ...]:
    """Name what is wrong with lines of the file of an exercise, in order, the first few of them."""
    endings = [Ending(EndingKind.IMPORT_FAILED, line.failure, line=line) for line in left_out[:MOST]]
    return tuple(diagnosis_of(exercise, ending) for ending in endings)


def diagnosis_of(exercise: Exercise, ending: Ending) -> Diagnosis:
    """Write what is wrong with a file as a diagnosis of the exercise."""
    case = CollectedCase(exercise.slug, exercise.slug, "", exercise.slug, "", "public", 0.0, 0.0, None)
    return diagnose(Symptom(case, ending))
