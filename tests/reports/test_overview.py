"""What every report says first, of results made by hand."""

import msgspec
import pytest
from made_results import check, diagnosis, exercise, perfect, result

from tensorgrade.scoring.result import Lesson, SubmissionResult
from tensorgrade_reports.overview import (
    exercise_standing,
    failing,
    function_lines,
    in_turn,
    next_step,
    remark,
    rules_of,
    step_of,
    titles_of,
    told,
    worth,
)

BROKEN = diagnosis("left-on-cpu", function="total")
LESSON = Lesson("total", BROKEN, ("test_total_public_failed",), "public", 1.0)

LESSON_OF_FILE = msgspec.structs.replace(LESSON, function="")


def of(*checks):
    one = exercise("sums", checks)
    return SubmissionResult("grade/1", "ada", "cpu", 0, "separate", one.points, one.possible, (one,))


def only(*checks):
    """The only function's line, with its checks."""
    (line,) = function_lines(exercise("sums", checks))
    return line, checks


@pytest.mark.parametrize(
    ("outcomes", "standing"),
    [
        (["passed", "passed"], "passed"),
        (["passed", "failed"], "failed"),
        (["passed", "timed_out"], "failed"),
        (["passed", "not_attempted"], "failed"),
        (["not_attempted", "not_attempted"], "not_attempted"),
        (["passed", "ungraded"], "ungraded"),
    ],
)
def test_how_a_function_stands(outcomes, standing):
    line, _ = only(*(check("total", outcome) for outcome in outcomes))
    assert (line.key, line.standing) == ("sums.total", standing)


@pytest.mark.parametrize(
    ("outcomes", "standing"),
    [
        (["passed", "passed"], "passed"),
        (["passed", "crashed"], "failed"),
        (["ungraded", "failed"], "failed"),
        (["passed", "ungraded"], "ungraded"),
        (["passed", "not_attempted"], "not_attempted"),
    ],
)
def test_how_an_exercise_stands(outcomes, standing):
    checks = (check(f"part{number}", outcome) for number, outcome in enumerate(outcomes))
    assert exercise_standing(exercise("sums", tuple(checks))) == standing


def test_an_exercise_fails_whose_file_cannot_be_read():
    done = exercise("sums", (check("total", "not_attempted"),))
    assert exercise_standing(msgspec.structs.replace(done, lessons=(LESSON_OF_FILE,))) == "failed"


def test_a_name_is_told_once():
    line, _ = only(check("total", "failed", BROKEN, BROKEN), check("total", "failed", BROKEN, diagnosis("wrong-dtype")))
    assert line.diagnoses == ("left-on-cpu", "wrong-dtype")


def test_what_is_to_be_mended_and_no_untouched_stub():
    assert [(one.key, one.lesson.diagnosis.name) for one in failing(result())] == [
        ("sums.total", "wrong-shape"),
        ("sums.mean", "wrong-values"),
        ("loops.forever", "timed-out"),
        ("loops.gone", "crashed"),
    ]


def test_what_is_wrong_without_the_function_s_name():
    assert told(LESSON) == "told"
    assert told(msgspec.structs.replace(LESSON, follows="least")) == "may follow from least: told"


def test_a_function_that_fails_for_no_lesson_is_to_be_mended_all_the_same():
    (failure,) = failing(of(check("total", "crashed"), check("total", "failed")))
    assert (failure.key, failure.told, failure.lesson) == ("sums.total", "crashed", None)


def test_a_broken_file_comes_first_and_keeps_all_its_functions_from_passing():
    broken = msgspec.structs.replace(exercise("means", (check("mean", "failed", BROKEN),)), lessons=(LESSON_OF_FILE,))
    submission = of(check("total", "failed", BROKEN))
    first, second = failing(msgspec.structs.replace(submission, exercises=(*submission.exercises, broken)))
    assert (first.key, second.key) == ("means", "sums.total")
    assert [first.concerns(key) for key in ("means.mean", "sums.total")] == [True, False]
    assert [second.concerns(key) for key in ("sums.total", "sums.mean")] == [True, False]


def test_the_checks_of_a_lesson_in_its_order():
    made = (
        msgspec.structs.replace(check("total", "failed", BROKEN), name="a"),
        msgspec.structs.replace(check("total", "failed", BROKEN, visibility="hidden", title="secret"), name="b"),
        msgspec.structs.replace(check("total", "failed", BROKEN), name="b"),
        msgspec.structs.replace(check("total", "passed"), name="c"),
    )
    rules = rules_of(exercise("sums", made), msgspec.structs.replace(LESSON, checks=("b", "a", "c")))
    assert [(one.name, one.visibility) for one in rules] == [("b", "public"), ("a", "public")]
    assert titles_of(made) == ["total does it", "secret"]


@pytest.mark.parametrize(("lost", "words"), [(0.0, ""), (0.001, ""), (1.0, "1 point"), (0.5, "0.5 points")])
def test_what_is_lost_by_a_lesson(lost, words):
    assert worth(msgspec.structs.replace(LESSON, points=lost)) == words


@pytest.mark.parametrize(
    ("checks", "sentence"),
    [
        ([check("total", "passed")], ""),
        ([check("total", "not_attempted", diagnosis("not-attempted"))], "not attempted"),
        ([check("total", "ungraded")], "ungraded: the grader's own failure, not the submission's"),
        ([check("total", "failed", BROKEN)], "left-on-cpu"),
        (
            [check("total", "failed", BROKEN, breaks_on=("sim",))],
            "right on the CPU, breaks on the simulated accelerator: left-on-cpu",
        ),
        (
            [check("total", "failed", BROKEN, breaks_on=("cuda", "sim")), check("total", "passed")],
            "right on the CPU, breaks on cuda and the simulated accelerator: left-on-cpu",
        ),
        (
            [check("total", "passed"), check("total", "failed", BROKEN, visibility="hidden")],
            "public checks passed; hidden checks 0 of 1: left-on-cpu",
        ),
    ],
)
def test_a_remark(checks, sentence):
    assert remark(*only(*checks)) == sentence


@pytest.mark.parametrize(
    ("submission", "sentence"),
    [
        (perfect(), "All done: every check passed."),
        (of(check("total", "ungraded")), "Some checks are ungraded: this result is not final."),
        (
            of(check("least", "not_attempted"), check("total", "failed", BROKEN)),
            "Next: fix total, or ask for a hint with `grade hint sums.total`.",
        ),
        (
            of(check("total", "passed"), check("least", "not_attempted")),
            "Next: write least; `grade hint sums.least` gives a start.",
        ),
    ],
)
def test_what_to_do_next(submission, sentence):
    assert next_step(submission) == sentence


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("", "Next: fix total, or ask for a hint with `grade hint sums.total`."),
        ("sums.mean", "Next: fix mean, or ask for a hint with `grade hint sums.mean`."),
        ("sums.least", "Next: write least; `grade hint sums.least` gives a start."),
        (
            "loops.fine",
            "loops.fine passes all its checks. Next: fix total, or ask for a hint with `grade hint sums.total`.",
        ),
    ],
)
def test_what_to_do_next_is_about_the_function_that_was_asked_for(asked, sentence):
    step = step_of(result(), asked)
    assert step.told + step.rest == sentence


def test_whole_files_come_first_then_what_fails_then_what_is_not_written_then_what_was_changed():
    standings = {
        "a.one": "changed", "a.two": "not_attempted", "a.three": "passed", "b.one": "failed",
        "b.two": "ungraded", "c.one": "failed", "c.two": "not_attempted",
    }  # fmt: skip
    assert in_turn(standings) == ["b.one", "b.two", "c.one", "a.two", "c.two", "a.one"]
    assert in_turn(standings, {"c"}) == ["c.one", "c.two", "b.one", "b.two", "a.two", "a.one"]


def test_the_fault_of_a_file_is_next_where_the_function_that_was_asked_for_passes():
    (done,) = of(check("least", "failed", BROKEN), check("total", "passed")).exercises
    fault = msgspec.structs.replace(BROKEN, where="ex01_sums.py, line 8: x = 1 / 0")
    submission = msgspec.structs.replace(perfect(), exercises=(msgspec.structs.replace(done, at_import=(fault,)),))
    told = "sums.total passes all its checks. Next: fix the file of sums: ex01_sums.py, line 8."
    assert step_of(submission, "sums.total").told == told
    assert step_of(submission).told == "Next: fix least"
