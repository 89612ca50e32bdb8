"""Failures that may follow from another function's: who mends that one first may have mended both. Pure.

In: what is wrong with the functions of an exercise, and the student's source, which is parsed and never run. Out: for
failing cases of a function that uses another failing one, that other one. The name of the fault stays, and so does a
cause that was recognised: the function may have that fault as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tensorgrade.course.catalogue import Exercise
from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.named import UNNAMED, Named
from tensorgrade.judgement.veto import SOURCE_BYTES
from tensorgrade.python_source import parsed, uses_of


def follow(
    exercise: Exercise, judged: Sequence[Judged], recognised: Mapping[str, Named], source: bytes
) -> dict[str, Named]:
    """Return what was recognised in the failing cases of functions that use a failing one before them, and that one."""
    wrong = [check for check in judged if check.first.exercise == exercise.slug and check.symptoms]
    failing = {check.first.function for check in wrong}
    tree = parsed(source) if len(failing) > 1 and len(source) <= SOURCE_BYTES else None
    uses = uses_of(tree) if tree else {}
    places = {one.name: place for place, one in enumerate(exercise.functions)}
    followed = {}
    for check in wrong:
        function = check.first.function
        before = [name for name, place in places.items() if place < places.get(function, 0)]
        used = [name for name in before if name in failing & uses.get(function, set())]
        if used:
            for symptom in check.symptoms:
                followed[symptom.case.id] = replace(recognised.get(symptom.case.id, UNNAMED), follows=used[0])
    return followed
