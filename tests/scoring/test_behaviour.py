"""How functions failed, as a class is gathered by it: by known mistake, or in the cases that none explains."""

import pytest
from symptoms import CASE, differing, ended, tensor

from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.named import Named
from tensorgrade.scoring.behaviour import behaviours_of

VALUES = differing(tensor([1.0, 1.0]), tensor([2.0, 2.0]))
CAUSE = "Every number is doubled."


def behaviours(named, symptom=VALUES):
    check = Judged((CASE,), "failed", (symptom,), 0.0)
    found = behaviours_of([check], {CASE.id: named} if named else {})
    return [(one.is_known, one.why, one.diagnosis.cause) for one in found]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (Named("wrong-values", CAUSE), (True, CAUSE, CAUSE)),
        (Named("wrong-values", candidates=("A.", "B.")), (True, "A. Or: B.", "")),
        (Named("wrong-values", follows="doubled"), (True, "may follow from doubled")),
        (Named("nondeterministic"), (True, "")),
        (Named("wrong-values", seen=CAUSE), (False, "", CAUSE)),
        (Named("wrong-values", CAUSE, is_by_edit=True), (False, "", CAUSE)),
        (Named("wrong-values", candidates=("A.", "B."), is_by_edit=True), (False, "", "")),
        (None, (False, "", "")),
    ],
)
def test_known_is_what_a_known_mistake_tells_and_no_relation_between_numbers(named, told):
    ((is_known, why, cause),) = behaviours(named)
    assert (is_known, why, cause)[: len(told)] == told


def test_an_untouched_stub_has_no_behaviour():
    assert behaviours(None, ended("not-attempted")) == []
