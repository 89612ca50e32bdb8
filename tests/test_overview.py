"""What every report says first, of results made by hand."""

import pytest
from made_results import check, diagnosis, exercise, perfect, result

from tensorgrade.scoring.result import SubmissionResult
from tensorgrade_reports.overview import failing, function_lines, next_step, remark, told

BROKEN = diagnosis("left-on-cpu", function="total")


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


def test_a_name_is_told_once():
    line, _ = only(check("total", "failed", BROKEN, BROKEN), check("total", "failed", BROKEN, diagnosis("wrong-dtype")))
    assert line.diagnoses == ("left-on-cpu", "wrong-dtype")


def test_the_first_failure_of_each_function_and_no_untouched_stub():
    assert [(one.key, one.check.outcome) for one in failing(result())] == [
        ("sums.total", "failed"),
        ("sums.mean", "failed"),
        ("loops.forever", "timed_out"),
        ("loops.gone", "crashed"),
    ]


def test_what_is_wrong_without_the_function_s_name():
    assert told(check("total", "failed", diagnosis(function="total"))) == "told"
    assert told(check("total", "crashed")) == "crashed"


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
            "Next: mend total, or ask for a hint with `grade hint sums.total`.",
        ),
        (
            of(check("total", "passed"), check("least", "not_attempted")),
            "Next: write least; `grade hint sums.least` gives a start.",
        ),
    ],
)
def test_what_to_do_next(submission, sentence):
    assert next_step(submission) == sentence
