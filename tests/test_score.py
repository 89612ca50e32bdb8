"""Outcomes, points and what is told of a check, from two transcripts."""

from fractions import Fraction

import msgspec
import pytest
from symptoms import CASE, PLACE, evidence, tensor
from tiny_course import write

from grader.catalogue import read_course
from grader.evidence import Transcript
from grader.score import Named, breaks_on, function_points, judge, score_exercise
from grader.transcript import Ending, Failure

RIGHT, WRONG = tensor([1.0]), tensor([9.0])


def case(check, function="total", number=0, visibility="public", weight=1.0, device=None):
    return msgspec.structs.replace(
        CASE, id=f"sums/{check}[{number}{device or ''}]", check=check, function=function, title=f"{function} does it",
        visibility=visibility, weight=weight, device=device,
    )  # fmt: skip


def judged(outcomes):
    """Judge cases; the value of each is what the submission left: a tensor, or the kind of an ending."""
    cases = list(outcomes)
    expected = Transcript({one.id: evidence(("result", RIGHT)) for one in cases})
    actual = {}
    for one, found in outcomes.items():
        ending = Ending(found) if isinstance(found, str) else None
        actual[one.id] = evidence(ending=ending) if ending else evidence(("result", found))
    return judge(cases, expected, Transcript(actual))


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (RIGHT, "passed"), (WRONG, "failed"), ("not-attempted", "not_attempted"), ("timed-out", "timed_out"),
        ("crashed", "crashed"), ("syntax-error", "failed"), ("unreadable", "failed"),
    ],
)  # fmt: skip
def test_outcomes(found, outcome):
    (check,) = judged({case("a"): found})
    assert check.outcome == outcome


def test_one_wrong_case_fails_a_check():
    (check,) = judged({case("a", number=0): RIGHT, case("a", number=1): WRONG})
    assert (check.outcome, len(check.symptoms)) == ("failed", 1)


def test_a_missing_record_never_passes():
    (check,) = judge([case("a")], Transcript({case("a").id: evidence(("result", RIGHT))}), Transcript({}))
    assert check.outcome == "failed"


def test_a_reference_that_fails_makes_a_check_ungraded():
    failure = Failure("ValueError", ("builtins.ValueError",), "no", (PLACE,))
    expected = Transcript({case("a").id: evidence(ending=Ending("raised", failure))})
    (check,) = judge([case("a")], expected, Transcript({case("a").id: evidence(("result", RIGHT))}))
    assert (check.outcome, check.broken) == (
        "ungraded", "sums/a[0]: the reference did not complete (raised): ValueError: no",
    )  # fmt: skip


def test_public_marks_share_ten_points_and_hidden_checks_share_their_function_s(tmp_path):
    exercise = read_course(write(tmp_path)).exercises[0]
    checks = judged({
        case("a", weight=1.0): RIGHT,
        case("b", weight=3.0, function="doubled"): RIGHT,
        case("c", weight=1.0, visibility="hidden"): WRONG,
    })  # fmt: skip
    result = score_exercise(exercise, checks, {})
    assert [(one.name, one.points, one.possible) for one in result.functions] == [
        ("total", 1.25, 2.5),
        ("doubled", 7.5, 7.5),
    ]
    assert (result.points, result.possible) == (8.75, 10.0)
    assert function_points([one.first for one in checks[:2]]) == {"total": Fraction(5, 2), "doubled": Fraction(15, 2)}


def test_a_function_with_hidden_checks_only_shares_by_those():
    points = function_points([case("a"), case("b", function="doubled", visibility="hidden", weight=1.0)])
    assert points == {"total": 5, "doubled": 5}


def test_a_hidden_failure_tells_the_rule_and_no_numbers(tmp_path):
    exercise = read_course(write(tmp_path)).exercises[0]
    checks = judged({case("a"): RIGHT, case("secret", visibility="hidden"): WRONG})
    hidden = score_exercise(exercise, checks, {"sums/secret[0]": Named("stale-gradient", "x is 9")}).checks[1]
    (found,) = hidden.diagnoses
    assert (found.name, found.message) == ("stale-gradient", "total: a hidden check of this rule failed: total does it")
    assert (found.actual, found.expected, found.where, found.cause, found.pictures) == ("", "", "", "", ())


def test_what_is_right_on_the_cpu_and_breaks_elsewhere():
    (check,) = judged({case("a", device="cpu"): RIGHT, case("a", device="sim"): WRONG})
    assert breaks_on(check) == ("sim",)
    (check,) = judged({case("a", device="cpu"): WRONG, case("a", device="sim"): WRONG})
    assert breaks_on(check) == ()


def test_each_diagnosis_is_told_once(tmp_path):
    exercise = read_course(write(tmp_path)).exercises[0]
    checks = judged({case("a", number=i): WRONG for i in range(5)})
    assert [one.name for one in score_exercise(exercise, checks, {}).checks[0].diagnoses] == ["wrong-values"]
