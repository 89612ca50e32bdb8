"""Outcomes, points and what is told of a check, from two transcripts."""

from dataclasses import replace
from fractions import Fraction

import msgspec
import pytest
from symptoms import CASE, PLACE, differing, ended, evidence, raised, tensor
from tiny_course import write

from tensorgrade.course.catalogue import read_course
from tensorgrade.judgement.judge import Judged, judge, ungraded
from tensorgrade.judgement.named import Named
from tensorgrade.protocol.records import Ending, Failure, LeftOut
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.protocol.values import NumberValue
from tensorgrade.scoring.lessons import failing_cases
from tensorgrade.scoring.points import breaks_on, diagnoses_of, function_points, score_exercise

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


def test_a_hidden_failure_tells_the_rule_and_why_it_fails_and_no_numbers(tmp_path):
    exercise = read_course(write(tmp_path)).exercises[0]
    checks = judged({case("a"): RIGHT, case("secret", visibility="hidden"): WRONG})
    named = Named("stale-gradient", "Nothing clears it.", seen="x is 9", candidates=("It is old.",))
    hidden = score_exercise(exercise, checks, {"sums/secret[0]": named}).checks[1]
    (found,) = hidden.diagnoses
    assert (found.name, found.message) == ("stale-gradient", "total: a hidden check of this rule failed: total does it")
    assert (found.actual, found.expected, found.where, found.pictures) == ("", "", "", ())
    assert (found.cause, found.candidates) == ("Nothing clears it.", ("It is old.",))


def test_what_is_right_on_the_cpu_and_breaks_elsewhere(tmp_path):
    exercise = read_course(write(tmp_path)).exercises[0]

    def broken(**outcomes):
        checks = judged({case(name[0], device=name[2:]): outcome for name, outcome in outcomes.items()})
        return [check.breaks_on for check in score_exercise(exercise, checks, {}).checks]

    assert broken(a_cpu=RIGHT, a_sim=WRONG) == [("sim",)]
    assert broken(a_cpu=WRONG, a_sim=WRONG) == [()]
    assert broken(a_cpu=RIGHT, a_sim=WRONG, b_cpu=WRONG) == [(), ()]  # another check shows that the CPU is not right
    assert broken(a_sim=WRONG) == [()]


def test_each_diagnosis_is_told_once(tmp_path):
    exercise = read_course(write(tmp_path)).exercises[0]
    checks = judged({case("a", number=i): WRONG for i in range(5)})
    assert [one.name for one in score_exercise(exercise, checks, {}).checks[0].diagnoses] == ["wrong-values"]


@pytest.fixture
def sums(tmp_path):
    return read_course(write(tmp_path)).exercises[0]


def failed(*symptoms, visibility="public"):
    """A check that failed with these symptoms, one a case."""
    cases = tuple(case("a", number=i, visibility=visibility) for i in range(len(symptoms)))
    own = tuple(replace(symptom, case=one) for symptom, one in zip(symptoms, cases, strict=True))
    return Judged(cases, "failed", own, 0.0)


@pytest.mark.parametrize("found", [WRONG, "not-attempted", "timed-out", "crashed", "syntax-error", "unreadable"])
def test_what_did_not_pass_has_no_points(sums, found):
    (check,) = score_exercise(sums, judged({case("a"): found}), {}).checks
    assert (check.points, check.possible) == (0.0, 10.0)


def test_an_ungraded_check_has_no_points_and_no_diagnoses(sums):
    (check,) = score_exercise(sums, [ungraded((case("a"),), "why" * 200)], {}).checks
    assert (check.outcome, check.points, check.possible, check.diagnoses) == ("ungraded", 0.0, 10.0, ())
    made = ungraded((case("a"),), "why" * 200)
    assert (made.symptoms, made.seconds, made.broken) == ((), 0.0, ("why" * 200)[:500])


def test_the_first_case_that_failed_gives_the_outcome():
    (check,) = judged({case("a", number=0): "timed-out", case("a", number=1): WRONG})
    assert check.outcome == "timed_out"
    (check,) = judged({case("a", number=0): WRONG, case("a", number=1): "timed-out"})
    assert check.outcome == "failed"


def test_hidden_marks_do_not_change_what_a_function_is_worth():
    checks = [case("a"), case("b", visibility="hidden", weight=7.0), case("c", function="doubled")]
    checks.append(case("d", function="doubled", visibility="hidden"))
    assert function_points(checks) == {"total": 5, "doubled": 5}
    assert function_points([case("a"), case("b"), case("c", function="doubled", weight=3.0)]) == {
        "total": 4,
        "doubled": 6,
    }


def test_functions_come_in_the_order_of_the_exercise_and_others_after_them(sums):
    cases = [case("c", "later"), case("b", "doubled"), case("a", "total")]
    found = score_exercise(sums, judged(dict.fromkeys(cases, RIGHT)), {})
    assert [one.name for one in found.functions] == ["total", "doubled", "later"]


def test_a_check_is_written_with_its_words_time_and_devices(sums):
    cases = (case("a", device="cpu"), case("a", device="sim"))
    (right_on_cpu,) = judged({cases[0]: RIGHT, cases[1]: WRONG})
    (written,) = score_exercise(sums, [timed(right_on_cpu, 0.123456)], {}).checks
    assert (written.name, written.function, written.title) == ("a", "total", "total does it")
    assert (written.visibility, written.outcome, written.seconds) == ("public", "failed", 0.1235)
    assert written.breaks_on == ("sim",)


def timed(check, seconds):
    """The check with another time."""
    return Judged(check.cases, check.outcome, check.symptoms, seconds)


def test_nothing_breaks_on_a_device_where_there_is_no_case_on_the_cpu():
    (check,) = judged({case("a", device="cuda"): RIGHT, case("a", device="sim"): WRONG})
    assert breaks_on(check) == ()


def test_a_public_failure_tells_all():
    (found,) = diagnoses_of(failing_cases(failed(differing(RIGHT, WRONG)), {}))
    assert (found.name, found.message) == ("wrong-values", "total: result is 9; about 1 is expected.")
    assert (found.actual, found.expected, found.where) == (
        "9",
        "about 1",
        "total([1.0]) -> result at index [0]",
    )


def test_three_diagnoses_are_told_of_a_check():
    symptoms = [
        differing(RIGHT, WRONG), raised("ValueError", "no"), differing(RIGHT, tensor([1.0, 2.0])),
        differing(RIGHT, NumberValue("int", "3")), ended("crashed"),
    ]  # fmt: skip
    assert [one.name for one in diagnoses_of(failing_cases(failed(*symptoms), {}))] == [
        "wrong-values",
        "raised",
        "wrong-shape",
    ]


def test_of_cases_with_one_name_the_first_with_a_picture_is_told():
    plain = [differing(NumberValue("float", (1.0).hex()), NumberValue("float", one.hex())) for one in (3.25, 4.25)]
    drawn = [differing(tensor([1.0, 2.0]), tensor([1.0, one])) for one in (5.25, 6.25)]

    def told(*symptoms):
        (found,) = diagnoses_of(failing_cases(failed(*symptoms), {}))
        return found.actual[:4], bool(found.pictures)

    assert told(*plain) == ("3.25", False)
    assert told(*drawn) == ("5.25", True)
    assert told(plain[0], *drawn) == ("5.25", True)
    assert told(drawn[1], *plain) == ("6.25", True)


def test_a_hidden_check_shows_no_picture():
    symptom = differing(tensor([1.0, 2.0]), tensor([1.0, 5.0]))
    (public,), (hidden,) = (
        diagnoses_of(failing_cases(failed(symptom, visibility=one), {})) for one in ("public", "hidden")
    )
    assert public.pictures and hidden.pictures == ()


def test_what_was_left_out_at_import_is_told_of_its_exercise(sums):
    line = LeftOut(PLACE, "raised", Failure("ValueError", ("ValueError",), "no", (PLACE,)))
    scored = score_exercise(sums, judged({case("a"): RIGHT}), {}, [line])
    assert [told.name for told in scored.at_import] == ["import-failed"]
    assert score_exercise(sums, judged({case("a"): RIGHT}), {}).at_import == ()
