"""What is wrong with a case: the first of ending, state, difference."""

from dataclasses import replace

import msgspec
from symptoms import CASE, PLACE, differing, ended, evidence, raised, tensor

from tensorgrade.judgement.symptom import part_at, symptom_of
from tensorgrade.judgement.wording import actual_of, expected_of, where_of
from tensorgrade.protocol.records import Ending, Failure
from tensorgrade.protocol.values import MappingValue, NoneValue, NumberValue, SequenceValue, TextValue

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
    assert part_at(one, ("'x'", 1)) == TextValue("b")
    assert part_at(one, "['y'][7]") == one
    pair = SequenceValue("list", (NoneValue(), TextValue("b")))
    assert part_at(pair, "[²]") == part_at(pair, "[9]") == part_at(pair, "[]") == pair


def test_tensors_and_their_numbers():
    found = differing(ONES, TWOS)
    assert [value.shape for value in found.tensors()] == [(2,), (2,)]
    assert [array.tolist() for array in found.arrays()] == [[1.0, 2.0], [2.0, 4.0]]
    assert ended("crashed").tensors() is None
    assert ended("crashed").arrays() is None


def test_what_was_printed_and_the_last_call_stay_with_each_symptom():
    failure = Failure("ValueError", ("builtins.ValueError",), "no", (PLACE,))
    left = {
        "ended": evidence(ending=Ending("crashed"), calls=("one()", "two()")),
        "switched": evidence(("result", ONES), state_changes=["gradient mode"], calls=("one()", "two()")),
        "different": evidence(("result", TWOS), calls=("one()", "two()")),
        "raised": evidence(ending=Ending("raised", failure), calls=("one()", "two()")),
        "seeded": evidence(("result", ONES), state_changes=["seed"], calls=("one()", "two()")),
    }
    for one in left.values():
        found = symptom_of(CASE, evidence(("result", ONES)), replace(one, printed="hello"))
        assert (found.printed, found.call) == ("hello", "two()")
    assert symptom_of(CASE, evidence(("result", ONES)), evidence(ending=Ending("crashed"), calls=())).call == ""


def test_what_follows_a_switch_of_global_state_is_no_exception_of_the_case():
    failure = Failure("ValueError", ("builtins.ValueError",), "no", (PLACE,))
    left = evidence(("result", ONES), ending=Ending("raised", failure), state_changes=["gradient mode"])
    found = symptom_of(CASE, evidence(("result", ONES)), left)
    assert (found.state_changes, found.failure, found.attribute) == (("gradient mode",), None, "")


def test_an_exception_after_the_same_observations_is_what_is_wrong():
    failure = Failure("ValueError", ("builtins.ValueError",), "no", (PLACE,))
    found = symptom_of(CASE, evidence(("result", ONES)), evidence(("result", ONES), ending=Ending("raised", failure)))
    assert (found.failure, found.mismatch) == (failure, None)


def test_more_observations_than_the_reference_s_are_no_evidence():
    found = symptom_of(CASE, evidence(("result", ONES)), evidence(("result", ONES), ("more", ONES)))
    assert (found.ending.kind, found.call) == ("unreadable", "total([1.0])")


def test_the_first_of_several_differences_is_told_with_both_sides():
    expected = evidence(("first", ONES), ("second", ONES), ("third", ONES))
    found = symptom_of(CASE, expected, evidence(("first", ONES), ("second", TWOS), ("third", TWOS)))
    assert (found.observation, found.expected.observation.name, found.actual.observation.name) == ("second",) * 3
    assert (found.expected.device, found.actual.device) == ("cpu", "cpu")


def test_the_device_of_a_case_gives_its_tolerance():
    on_cuda = msgspec.structs.replace(CASE, device="cuda")
    near = evidence(("result", NumberValue("float", (1.00005).hex())))
    assert symptom_of(CASE, evidence(("result", NumberValue("float", (1.0).hex()))), near).attribute == "values"
    assert symptom_of(on_cuda, evidence(("result", NumberValue("float", (1.0).hex()))), near) is None


def test_the_suspect_is_the_submission_s_else_the_reference_s():
    expected, actual = evidence(("result", ONES, {"suspect": "wrong-mode"})), evidence(("result", TWOS))
    assert symptom_of(CASE, expected, actual).suspect == "wrong-mode"
    actual = evidence(("result", TWOS, {"suspect": "input-modified"}))
    assert symptom_of(CASE, expected, actual).suspect == "input-modified"
    assert ended("crashed").suspect is None


def test_numbers_that_were_not_recorded_or_are_complex_are_no_arrays():
    bare = msgspec.structs.replace(TWOS[0], values=None)
    assert differing(ONES, bare).tensors() is not None
    assert differing(ONES, bare).arrays() is None
    assert differing(ONES, TextValue("x")).tensors() is None
    one = msgspec.structs.replace(ONES[0], dtype="torch.complex64")
    assert differing(ONES, (one, ONES[1])).arrays() is None
    assert differing((one, ONES[1]), ONES).arrays() is None


def test_what_stands_where_nothing_differs():
    found = ended("crashed")
    assert (found.attribute, found.observation, found.actual_text(), found.actual_is_none()) == ("", "", "", False)
    assert differing(ONES, NoneValue()).actual_is_none()
    assert not differing(ONES, TWOS).actual_is_none()
    assert differing(TextValue("a"), TextValue("b")).actual_text() == "b"


def test_a_path_is_followed_as_far_as_it_leads():
    two = SequenceValue("list", (TextValue("a"), TextValue("b")))
    assert part_at(two, ()) is two
    assert part_at(two, (0,)) == TextValue("a")
    assert part_at(two, (2,)) is two
    assert part_at(two, ("'x'",)) is two
    assert part_at(SequenceValue("list", (two,)), (0, 1)) == TextValue("b")


def test_what_a_case_looks_for_before_is_counted():
    one, two = tensor([1.0]), tensor([2.0])
    before = [("steps", one, {"suspect": "missing-step"}), ("x", one, {"suspect": "input-modified", "argument": "x"})]
    expected, actual = (evidence(*before, ("count", one), ("result", value)) for value in (one, two))
    assert symptom_of(CASE, expected, actual).others_before == 1
    assert differing(one, two, suspect="missing-step").others_before == 0
