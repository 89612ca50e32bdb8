"""What the contract leaves open costs nothing, and is told as a note."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as replaced
from symptoms import CASE, evidence, tensor
from tiny_course import write

from tensorgrade.course.catalogue import read_course
from tensorgrade.judgement.dictionary import behaves_alike
from tensorgrade.judgement.judge import judge_check
from tensorgrade.judgement.symptom import advice_of, symptom_of
from tensorgrade.judgement.weight import weights_of
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.protocol.values import FlagValue
from tensorgrade.scoring.final import final_exercise
from tensorgrade.scoring.points import score_exercise

ONES, TWOS = tensor([1.0, 1.0]), tensor([2.0, 2.0])
ADVICE = {"suspect": "finite-differences", "is_advice": True}
HIDDEN = replaced(CASE, id="sums/other[0]", check="other", visibility="hidden")


def left(beside, result=ONES):
    return evidence(("f is called beside x", FlagValue(beside), ADVICE), ("result", result))


def judged(actual, *cases):
    cases = cases or (CASE,)
    sides = (Transcript({case.id: one for case in cases}) for one in (left(False), actual))
    return judge_check(cases, *sides)


@pytest.fixture
def exercise(tmp_path):
    return read_course(write(tmp_path)).exercises[0]


def test_what_the_contract_leaves_open_fails_no_case():
    assert symptom_of(CASE, left(False), left(True)) is None
    assert [one.suspect for one in advice_of(CASE, left(False), left(True))] == ["finite-differences"]
    assert advice_of(CASE, left(False), left(False)) == ()
    assert symptom_of(CASE, left(False), left(True, TWOS)).observation == "result"


def test_a_case_may_carry_several_notes():
    names = ("squared-error-for-classes", "weights-not-copied")
    wanted, given = (
        evidence(*((name, FlagValue(flag), {"suspect": name, "is_advice": True}) for name in names))
        for flag in (False, True)
    )
    assert tuple(one.suspect for one in advice_of(CASE, wanted, given)) == names


def test_it_tells_no_mistake():
    assert behaves_alike(left(True), left(False))
    assert [thing for thing, _ in weights_of(left(False), left(True))] == []


@pytest.mark.parametrize(("result", "points"), [(ONES, 10.0), (TWOS, 0.0)])
def test_a_note_is_told_once_for_a_function_and_points_are_what_they_are(exercise, result, points):
    checks = [judged(left(True, result)), judged(left(True, result), HIDDEN)]
    scored = score_exercise(exercise, checks, {})
    assert scored.points == points
    (note,) = scored.advice
    assert note.name == "finite-differences"
    assert note.message == "total: the function is called beside x, as for a difference of two nearby values."
    assert (note.actual, note.expected, note.where, note.pictures, note.printed) == ("", "", "total([1.0])", (), "")
    assert note.remedy.startswith("Let autograd compute it")


def test_of_a_hidden_check_the_call_is_not_told(exercise):
    (note,) = score_exercise(exercise, [judged(left(True), HIDDEN)], {}).advice
    assert note.where == ""


def test_a_note_stays_where_points_are_set_by_hand(exercise):
    scored = score_exercise(exercise, [judged(left(True))], {})
    assert final_exercise(scored, scored.checks).advice == scored.advice


def test_nothing_is_advised_where_nothing_is_graded(exercise):
    unread = replace(judged(left(True)), outcome="ungraded", advice=())
    assert score_exercise(exercise, [unread], {}).advice == ()
