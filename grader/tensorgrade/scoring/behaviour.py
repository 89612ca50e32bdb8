"""How functions failed, for whoever looks at a class: by known mistake, or in the cases that none explains. Pure.

In: judged checks and what was recognised in their cases. Out: for each function that fails, one behaviour a known
mistake, and one for all the rest. Nothing is veiled: instructors may know all of hidden checks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.named import Named
from tensorgrade.protocol.endings import DECISIVE, EndingKind
from tensorgrade.scoring.lessons import FailingCase, failing_cases, unclearness

SAID_BY_THEIR_NAME = ("nondeterministic", "hard-coded-answer")  # of the second look: values tell nothing more


class Behaviour(msgspec.Struct, frozen=True):
    """How a function failed in some cases, told of the clearest of them.

    function: empty where the whole file failed. why: the cause that is known, or what it could be; with `is_known` and
    no `why` the name of the diagnosis says it.
    """

    exercise: str
    function: str
    is_known: bool
    why: str
    cases: tuple[str, ...]
    checks: tuple[str, ...]
    diagnosis: Diagnosis

    @property
    def place(self) -> str:
        """The function's full name; the exercise's for a whole file."""
        return f"{self.exercise}.{self.function}" if self.function else self.exercise


def behaviours_of(judged: Sequence[Judged], recognised: Mapping[str, Named]) -> tuple[Behaviour, ...]:
    """Gather the failing cases of all checks; untouched stubs have no behaviour."""
    gathered: dict[tuple[str, str, bool, str, str], list[FailingCase]] = {}
    for check in judged:
        for case in failing_cases(check, recognised):
            if case.symptom.ending.kind != EndingKind.NOT_ATTEMPTED:
                is_known, why = explanation_of(case)
                name = case.diagnosis.name if is_known else ""
                key = (case.symptom.case.exercise, case.function, is_known, why, name)
                gathered.setdefault(key, []).append(case)
    return tuple(
        Behaviour(
            exercise=exercise,
            function=function,
            is_known=is_known,
            why=why,
            cases=tuple(sorted(case.symptom.case.id for case in cases)),
            checks=tuple(dict.fromkeys(case.symptom.case.check for case in cases)),
            diagnosis=replace(min(cases, key=unclearness).diagnosis, pictures=()),
        )
        for (exercise, function, is_known, why, _), cases in gathered.items()
    )


def explanation_of(case: FailingCase) -> tuple[bool, str]:
    """Say whether it is known why a case fails, and why; what a relation tells, or an edit, can still be taught."""
    named = case.named
    if case.symptom.ending.kind in DECISIVE or named.diagnosis in SAID_BY_THEIR_NAME:
        return True, ""
    if named.follows:
        return True, f"may follow from {named.follows}"
    why = "" if named.is_by_edit else named.cause or " Or: ".join(named.candidates)
    return bool(why), why
