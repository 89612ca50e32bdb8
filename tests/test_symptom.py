"""What is wrong with a case: the first of ending, state, difference."""

from symptoms import CASE, PLACE, differing, ended, evidence, raised, tensor

from grader.seen import actual_of, expected_of, where_of
from grader.symptom import part_at, symptom_of
from grader.transcript import Ending, Failure, MappingValue, NoneValue, SequenceValue, TextValue

ONES, TWOS = tensor([1.0, 2.0]), tensor([2.0, 4.0])


def test_what_agrees_has_none():
    assert symptom_of(CASE, evidence(("result", ONES)), evidence(("result", ONES))) is None


def test_a_decisive_ending_comes_before_what_was_observed():
    found = symptom_of(CASE, evidence(("result", ONES)), evidence(("result", TWOS), ending=Ending("timed-out")))
    assert (found.ending.kind, found.mismatch) == ("timed-out", None)
    assert (actual_of(found), expected_of(found), where_of(found)) == ("no result in time", "a result", "total([1.0])")


def test_a_difference_comes_before_the_exception_that_followed():
    failure = Failure("ValueError", ("builtins.ValueError",), "later", (PLACE,))
    found = symptom_of(CASE, evidence(("result", ONES)), evidence(("result", TWOS), ending=Ending("raised", failure)))
    assert found.attribute == "values" and found.failure is None


def test_an_exception_is_told_with_the_student_s_line():
    found = raised("ValueError", "no")
    assert actual_of(found) == "ValueError: no"
    assert expected_of(found) == "a result without an exception"
    assert where_of(found) == "ex01_sums.py, line 7: return x.sum()"


def test_switches_come_first_and_the_seed_last():
    changed = ["gradient mode: True before the call, False after", "seed"]
    found = symptom_of(CASE, evidence(("result", ONES)), evidence(("result", TWOS), state_changes=changed))
    assert (found.state_changes, actual_of(found)) == ((changed[0],), changed[0])
    assert expected_of(found) == "global state as it was before the call"
    found = symptom_of(CASE, evidence(("result", ONES)), evidence(("result", TWOS), state_changes=["seed"]))
    assert found.attribute == "values"
    found = symptom_of(CASE, evidence(("result", ONES)), evidence(("result", ONES), state_changes=["seed"]))
    assert found.state_changes == ("seed",)


def test_what_the_reference_changes_too_is_allowed():
    same = {"state_changes": ["seed"]}
    assert symptom_of(CASE, evidence(("result", ONES), **same), evidence(("result", ONES), **same)) is None


def test_fewer_observations_or_others_are_no_evidence():
    found = symptom_of(CASE, evidence(("result", ONES), ("more", ONES)), evidence(("result", ONES)))
    assert (found.ending.kind, found.ending.note) == ("unreadable", "the case observed other things than it should")
    found = symptom_of(CASE, evidence(("result", ONES)), evidence(("other", ONES)))
    assert (found.attribute, found.mismatch.actual) == ("structure", "the observation other")


def test_a_mismatch_deep_inside():
    one = MappingValue((("'x'", SequenceValue("list", (TextValue("a"), TextValue("b")))),))
    other = MappingValue((("'x'", SequenceValue("list", (TextValue("a"), NoneValue()))),))
    found = differing(one, other)
    assert where_of(found) == "total([1.0]) -> result['x'][1]"
    assert found.actual_is_none()
    assert part_at(one, "['x'][1]") == TextValue("b")
    assert part_at(one, "['y'][7]") == one
    pair = SequenceValue("list", (NoneValue(), TextValue("b")))
    assert part_at(pair, "[²]") == part_at(pair, "[9]") == part_at(pair, "[]") == pair


def test_tensors_and_their_numbers():
    found = differing(ONES, TWOS)
    assert [value.shape for value in found.tensors()] == [(2,), (2,)]
    assert [array.tolist() for array in found.arrays()] == [[1.0, 2.0], [2.0, 4.0]]
    assert ended("crashed").tensors() is None
    assert ended("crashed").arrays() is None
