"""Results of a made-up course, for tests of what comes after grading."""

from tensorgrade.scoring.result import CheckResult, ExerciseResult, FunctionResult, SubmissionResult


def check(name, points, possible=2.0, outcome=None):
    """One check of the function `total`."""
    return CheckResult(
        name=name,
        function="total",
        title=f"total: {name}",
        visibility="public",
        outcome=outcome or ("passed" if points == possible else "failed"),
        points=points,
        possible=possible,
        seconds=0.5,
    )


def result(student="ada", **points):
    """A result of the exercise `sums`; `points` are those of its checks, of 2 each."""
    checks = tuple(check(name, earned) for name, earned in points.items())
    total, possible = sum(one.points for one in checks), sum(one.possible for one in checks)
    exercise = ExerciseResult("sums", total, possible, (FunctionResult("total", total, possible),), checks)
    return SubmissionResult("grade/1", student, "cpu", 7, "separate", total, possible, (exercise,))
