"""A second look: answers that change from run to run, and answers that never change."""

import msgspec
from symptoms import CASE, evidence, tensor

from grader.evidence import Transcript
from grader.second_look import constant, differing, unnamed
from grader.symptom import symptom_of

CASES = [msgspec.structs.replace(CASE, id=f"sums/total[{i}]") for i in range(3)]


def transcript(*numbers):
    pairs = zip(CASES, numbers, strict=True)
    return Transcript({case.id: evidence(("result", tensor([float(one)]))) for case, one in pairs})


def symptoms(expected, actual):
    found = {case.id: symptom_of(case, expected.of(case.id), actual.of(case.id)) for case in CASES}
    return {case: symptom for case, symptom in found.items() if symptom}


def constants(expected, actual):
    return constant(symptoms(expected, actual), expected, actual)


def test_two_runs_that_differ():
    names = [case.id for case in CASES]
    assert differing(names, transcript(1, 2, 3), transcript(1, 5, 3)) == ["sums/total[1]"]


def test_one_answer_for_all():
    assert constants(transcript(1, 2, 3), transcript(7, 7, 7)) == [case.id for case in CASES]


def test_one_answer_where_one_is_due_and_zeros_are_none():
    assert constants(transcript(1, 1, 1), transcript(7, 7, 7)) == []
    assert constants(transcript(1, 2, 3), transcript(0, 0, 0)) == []
    assert constants(transcript(1, 2, 3), transcript(7, 8, 9)) == []


def test_what_has_a_telling_name_already_is_left_alone():
    expected, wrong = transcript(1, 2, 3), transcript(7, 8, 9)
    assert set(unnamed(symptoms(expected, wrong))) == {case.id for case in CASES}
    other = Transcript({case.id: evidence(("result", tensor([1.0], "torch.float64"))) for case in CASES})
    assert unnamed(symptoms(expected, other)) == {}
