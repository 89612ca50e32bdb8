"""What was seen, as a person reads it."""

from dataclasses import replace

import pytest
from symptoms import PLACE, case_of, differing, ended, raised, tensor

from tensorgrade.judgement.wording import (
    actual_of,
    expected_of,
    name_told,
    part_named,
    place_told,
    repro_told,
    where_of,
)
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.values import FlagValue, SequenceValue, TextValue

ONES, TWOS = tensor([1.0, 2.0]), tensor([2.0, 4.0])


def test_both_sides_in_words():
    found = differing(ONES, TWOS)
    assert actual_of(found) == "4; 2 of 2 numbers differ, by up to 2"
    assert expected_of(found) == "about 2"
    assert where_of(found) == "total([1.0]) -> result at index [1]"
    assert actual_of(differing(tensor(1.0), tensor(2.0))) == "2"


def test_a_part_is_not_read_as_one_of_the_last_word_of_a_name():
    wanted, given = (SequenceValue("list", (TextValue("a"), TextValue(word))) for word in "bc")
    assert where_of(case_of(wanted, given, observation="result")) == "total([1.0]) -> result[1]"
    steps = case_of(wanted, given, observation="parameters after the step")
    assert where_of(steps) == "total([1.0]) -> [1] of parameters after the step"
    numbered = replace(steps, mismatch=replace(steps.mismatch, difference=differing(ONES, TWOS).mismatch.difference))
    assert where_of(numbered) == "total([1.0]) -> [1] of parameters after the step, at index [1]"
    assert part_named("parameters after the step", ("'a'", 0)) == "['a'][0] of parameters after the step"
    assert name_told(differing(ONES, TWOS)) == "result"


def test_the_command_that_prints_a_failing_call_is_whole():
    assert repro_told(differing(ONES, TWOS)) == "grade repro sums.total"


def test_an_exception_is_told_as_python_does_with_the_student_s_line():
    found = raised("ValueError", "too small")
    assert actual_of(found) == "ValueError: too small"
    assert expected_of(found) == "a result without an exception"
    assert where_of(found) == "ex01_sums.py, line 7: return x.sum()"
    assert actual_of(raised("KeyError", "")) == "KeyError"
    assert where_of(raised("KeyError", "", Place("ex01_sums.py", 3, "total", ""), PLACE)) == place_told(PLACE)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("not-attempted", "the stub is as it was handed out"),
        ("missing-definition", "no such definition"),
        ("wrong-signature", "another signature"),
        ("timed-out", "no result in time"),
        ("crashed", "the process ended"),
        ("out-of-memory", "more memory than there is"),
        ("too-much-output", "more output than is kept"),
        ("unreadable", "no readable record"),
    ],
)
def test_what_did_not_run(kind, words):
    found = ended(kind)
    assert (actual_of(found), expected_of(found), where_of(found)) == (words, "a result", "total([1.0])")


@pytest.mark.parametrize(
    ("kind", "words"),
    [("syntax-error", "a file that Python cannot read"), ("import-failed", "a file that cannot be imported")],
)
def test_what_costs_a_file_is_told_of_the_file(kind, words):
    found = ended(kind)
    assert (actual_of(found), expected_of(found), where_of(found)) == (words, "a result", "the file of sums")


def test_a_tensor_on_another_device_is_told_with_the_line_that_made_it():
    found = differing(tensor([1.0], device="sim:0"), tensor([1.0], made=PLACE))
    assert actual_of(found) == "cpu"
    assert where_of(found) == "total([1.0]) -> result -> made in ex01_sums.py, line 7: return x.sum()"


def test_a_yes_or_no_is_told_with_its_statement():
    named = case_of(FlagValue(False), FlagValue(True), observation="the file holds a whole module")
    assert actual_of(named) == '"the file holds a whole module" is true'
    assert expected_of(named) == '"the file holds a whole module" is false'
    returned = case_of(FlagValue(False), FlagValue(True))
    assert (actual_of(returned), expected_of(returned)) == ("True", "False")
