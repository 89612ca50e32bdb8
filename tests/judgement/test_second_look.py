"""A second look: answers that change from run to run, and answers that never change."""

import msgspec
import pytest
from symptoms import CASE, ended, evidence, tensor

from tensorgrade.judgement.diagnosis import diagnose
from tensorgrade.judgement.second_look import comes_near, constant, differing, unnamed
from tensorgrade.judgement.symptom import symptom_of
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.protocol.values import MappingValue, NumberValue, SequenceValue, TextValue

CASES = [msgspec.structs.replace(CASE, id=f"sums/total[{i}]") for i in range(3)]


def transcript(*numbers):
    pairs = zip(CASES, numbers, strict=True)
    return Transcript({case.id: evidence(("result", tensor([float(one)]))) for case, one in pairs})


def symptoms(expected, actual):
    found = {case.id: symptom_of(case, expected.of(case.id), actual.of(case.id)) for case in CASES}
    return {case: symptom for case, symptom in found.items() if symptom}


def constants(expected, actual, others=0):
    wrong = symptoms(expected, actual)
    return constant(wrong, expected, actual, len(wrong) + others)


def test_two_runs_that_differ():
    names = [case.id for case in CASES]
    assert differing(names, transcript(1, 2, 3), transcript(1, 5, 3)) == ["sums/total[1]"]


def test_one_answer_for_all():
    assert constants(transcript(1, 2, 3), transcript(7, 7, 7)) == [case.id for case in CASES]


def test_one_answer_where_one_is_due_and_zeros_are_none():
    assert constants(transcript(1, 1, 1), transcript(7, 7, 7)) == []
    assert constants(transcript(1, 2, 3), transcript(0, 0, 0)) == []
    assert constants(transcript(1, 2, 3), transcript(7, 8, 9)) == []


def test_an_answer_that_comes_near_is_computed():
    assert comes_near(symptoms(transcript(1000, 2000, 3000), transcript(1000.5, 7, 8)))
    assert not comes_near(symptoms(transcript(1000, 2000, 3000), transcript(1010, 7, 8)))


def test_what_has_a_telling_name_already_is_left_alone():
    expected, wrong = transcript(1, 2, 3), transcript(7, 8, 9)
    assert set(unnamed(symptoms(expected, wrong))) == {case.id for case in CASES}
    other = Transcript({case.id: evidence(("result", tensor([1.0], "torch.float64"))) for case in CASES})
    assert unnamed(symptoms(expected, other)) == {}


def test_a_factor_in_one_case_is_looked_at_again():
    rows = [[1.0, 2.5, -3.0, 4.0], [2.0, 5.0, -6.0, 8.0]]
    expected, doubled = (Transcript({CASES[0].id: evidence(("result", tensor(row)))}) for row in rows)
    symptom = symptom_of(CASES[0], expected.of(CASES[0].id), doubled.of(CASES[0].id))
    assert diagnose(symptom).name == "wrong-scale"
    assert unnamed({CASES[0].id: symptom}) == {CASES[0].id: symptom}


def observed(*values):
    """A transcript of three cases that each observed a value."""
    return Transcript({case.id: evidence(("result", one)) for case, one in zip(CASES, values, strict=True)})


def test_two_equal_answers_of_three_are_told_and_the_third_is_not():
    assert constants(transcript(1, 2, 3), transcript(9, 7, 7)) == [CASES[1].id, CASES[2].id]
    assert constants(transcript(1, 2, 2), transcript(9, 7, 7)) == []


def test_what_stays_the_same_in_a_few_of_the_failing_cases_is_no_copied_answer():
    assert constants(transcript(1, 2, 3), transcript(7, 7, 7), others=1) == [case.id for case in CASES]
    assert constants(transcript(1, 2, 3), transcript(7, 7, 7), others=2) == []


@pytest.mark.parametrize(
    ("made", "is_answer"),
    [
        (lambda one: tensor([-one]), True),
        (lambda one: tensor([float("nan")]), False),
        (lambda one: tensor([0.0] * 63 + [one]), True),
        (lambda one: tensor([0.0] * 64 + [one]), False),
        (lambda one: NumberValue("float", one.hex()), True),
        (lambda one: NumberValue("int", f"{one:.0f}"), False),
        (lambda one: TextValue(f"{one}"), False),
        (lambda one: SequenceValue("list", (NumberValue("float", one.hex()),)), True),
        (lambda one: MappingValue((("'loss'", NumberValue("float", one.hex())),)), True),
    ],
)
def test_what_counts_as_an_answer(made, is_answer):
    expected, actual = observed(made(1.0), made(2.0), made(3.0)), observed(*[made(7.0)] * 3)
    wrong = symptoms(expected, actual)
    assert constant(wrong, expected, actual, len(wrong)) == (list(wrong) if is_answer else [])


def test_the_observation_that_differs_first_is_the_one_that_is_looked_at():
    def twice(*numbers):
        return Transcript(
            {
                case.id: evidence(("same", tensor([1.0])), ("result", tensor([float(one)])))
                for case, one in zip(CASES, numbers, strict=True)
            }
        )

    assert constants(twice(1, 2, 3), twice(7, 7, 7)) == [case.id for case in CASES]
    assert constants(twice(1, 2, 3), twice(7, 8, 9)) == []


def test_an_observation_that_a_transcript_lacks_is_no_answer():
    expected, actual = transcript(1, 2, 3), transcript(7, 7, 7)
    bare = Transcript({case.id: evidence() for case in CASES})
    assert constant(symptoms(expected, actual), expected, bare, 3) == []


def test_an_ending_that_says_all_needs_no_second_look():
    wrong = {CASE.id: ended("timed-out")}
    assert unnamed(wrong) == {}
