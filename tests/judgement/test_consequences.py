"""Failures that may follow from another function's."""

from dataclasses import replace

import msgspec
import pytest
from symptoms import CASE, differing, evidence, tensor
from tiny_course import write

from tensorgrade.course.catalogue import read_course
from tensorgrade.grading import Grader
from tensorgrade.judgement.consequences import follow
from tensorgrade.judgement.diagnosis import diagnose
from tensorgrade.judgement.judge import judge
from tensorgrade.judgement.named import Named
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.submission.read import Submission

ALONE = """
def total(x):
    return x.sum() + 1

def doubled(x, times=2):
    return x
"""
DIRECT = """
def total(x):
    return x.sum() + 1

def doubled(x, times=2):
    return total(x) * x
"""
THROUGH = """
def total(x):
    return x.sum() + 1

class Helper:
    def scale(self, x):
        return total(x)

def _scaled(x):
    return Helper().scale(x)

def doubled(x, times=2):
    return _scaled(x) * x
"""
BACKWARDS = """
def total(x):
    return doubled(x)

def doubled(x, times=2):
    return x
"""
WORDS = "doubled uses your total, which fails checks of its own. Fix total first."
WRONG = {"total": False, "doubled": False}


@pytest.fixture
def exercise(tmp_path):
    return read_course(write(tmp_path)).exercises[0]


def followed(exercise, source, right=WRONG, recognised=None):
    """What `follow` says of one case of each function, of which some are right."""
    cases = [
        msgspec.structs.replace(CASE, id=f"sums/{name}[0]", check=name, function=name, title=f"{name} does it")
        for name in right
    ]
    expected = Transcript({case.id: evidence(("result", tensor([1.0]))) for case in cases})
    actual = {
        case.id: evidence(("result", tensor([1.0 if passes else 9.0])))
        for case, passes in zip(cases, right.values(), strict=True)
    }
    judged = judge(cases, expected, Transcript(actual))
    return follow(exercise, judged, recognised or {}, source.encode())


@pytest.mark.parametrize("source", [DIRECT, THROUGH])
def test_a_function_that_uses_a_wrong_one_is_told_so(exercise, source):
    assert followed(exercise, source) == {"sums/doubled[0]": Named("", follows="total")}


def test_the_name_and_cause_of_a_recognised_fault_stay(exercise):
    known = {"sums/doubled[0]": Named("wrong-shape", "Its own fault.")}
    assert followed(exercise, DIRECT, recognised=known) == {
        "sums/doubled[0]": Named("wrong-shape", "Its own fault.", follows="total")
    }


def test_the_function_to_mend_is_told_before_the_cause_of_its_own():
    symptom = differing(tensor([1.0]), tensor([9.0]))
    followed = diagnose(symptom, Named("wrong-shape", "Its own fault.", follows="least"))
    assert followed.cause == "total uses your least, which fails checks of its own. Fix least first. Its own fault."


@pytest.mark.parametrize("source", [ALONE, BACKWARDS, "def total(:", "x = 1"])
def test_functions_on_their_own_and_files_that_cannot_be_read(exercise, source):
    assert followed(exercise, source) == {}


def test_a_file_longer_than_anybody_writes_is_not_parsed(exercise):
    longest = DIRECT.ljust(200_000, "#")
    assert followed(exercise, longest) == {"sums/doubled[0]": Named("", follows="total")}
    assert followed(exercise, longest + "#") == {}


def test_the_first_of_several_wrong_functions_is_named(exercise):
    more = replace(exercise, functions=(*exercise.functions, replace(exercise.functions[0], name="both")))
    source = ALONE + "\ndef both(x):\n    return doubled(total(x))\n"
    assert followed(more, source, {**WRONG, "both": False}) == {"sums/both[0]": Named("", follows="total")}


def test_a_function_that_is_none_of_the_exercise_s_follows_from_nothing(exercise):
    source = ALONE + "\ndef other(x):\n    return total(x)\n"
    assert followed(exercise, source, {**WRONG, "other": False}) == {}


@pytest.mark.parametrize("slug", ["a_first", "z_last"])
def test_failures_of_another_exercise_do_not_count(exercise, slug):
    def failing(own, name):
        case = msgspec.structs.replace(CASE, id=f"{own}/{name}[0]", exercise=own, check=name, function=name)
        expected, actual = (Transcript({case.id: evidence(("result", tensor([one])))}) for one in (1.0, 9.0))
        return judge([case], expected, actual)

    others = [*failing(slug, "total"), *failing("sums", "doubled")]
    assert follow(exercise, others, {}, DIRECT.encode()) == {}


@pytest.mark.parametrize("right", [{"total": True, "doubled": False}, {"total": False, "doubled": True}])
def test_one_wrong_function_follows_from_nothing(exercise, right):
    assert followed(exercise, DIRECT, right) == {}


@pytest.mark.worker
def test_the_student_reads_it(tmp_path):
    source = "import torch\n" + DIRECT
    with Grader(read_course(write(tmp_path))) as grader:
        result = grader.grade(Submission("ada", {"ex01_sums.py": source.encode()}, {}), 3).result
    total, doubled = result.exercises[0].lessons
    assert (total.function, total.follows, doubled.function, doubled.follows) == ("total", "", "doubled", "total")
    assert doubled.diagnosis.cause.startswith(WORDS)
    assert WORDS not in total.diagnosis.cause
