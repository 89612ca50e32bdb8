"""Results made by hand, for tests of what is read out: every outcome, every picture, and names that attack the page."""

from msgspec.structs import replace

from tensorgrade.classroom.row import Row, absent_row
from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.judgement.pictures import Curves, Numbers, Picture, Shapes
from tensorgrade.scoring.result import (
    CheckResult,
    CodeLine,
    Excerpt,
    ExerciseResult,
    FunctionResult,
    SubmissionResult,
    lessons_by_name,
)
from tensorgrade.scoring.standing import Override, Standing

HOSTILE = "<img src=x onerror=alert(1)>\"'{{ 7 * 7 }}</script><script>alert(2)</script>"
ARABIC = "نور الدين"

NUMBERS = Numbers((2, 2), 0, 0, actual=(("1", "nan"), ("-2", "0")), expected=(("1", "2"), ("-1", "0")))
SHAPES = Shapes(actual=(3,), expected=(2, 1, 3))
CURVES = Curves("losses", actual=("3", "2", "inf"), expected=("3", "1", "0.5"))


def diagnosis(
    name: str = "wrong-shape", text: str = "told", pictures: tuple[Picture, ...] = (), function: str = "total"
) -> Diagnosis:
    return Diagnosis(
        name=name,
        message=f"{function}: {text}",
        actual=f"{text} actual",
        expected=f"{text} expected",
        where=f"{text} where",
        cause=f"{text} `cause`",
        remedy=f"{text} remedy",
        pictures=pictures,
    )


def check(function: str, outcome: str, *found: Diagnosis, visibility: str = "public", **parts: object) -> CheckResult:
    points = 1.0 if outcome == "passed" else 0.0
    name = f"test_{function}_{visibility}_{outcome}"
    values = {"title": f"{function} does it", "possible": 1.0, "seconds": 0.25, **parts}
    return CheckResult(
        name=name, function=function, visibility=visibility, outcome=outcome, points=points, diagnoses=found, **values
    )


def result(name: str = "ben", text: str = "told") -> SubmissionResult:
    """A submission of two exercises with each outcome; `text` stands in all that a submission can bring in."""
    not_attempted = diagnosis("not-attempted")
    sums = (
        check("total", "failed", diagnosis(text=text, pictures=(SHAPES, NUMBERS, CURVES)), title=text),
        check("total", "passed", visibility="hidden"),
        check("mean", "passed"),
        check("mean", "passed", visibility="hidden"),
        check("mean", "failed", diagnosis("wrong-values", text, function="mean"), visibility="hidden"),
        check("least", "not_attempted", not_attempted),
    )
    loops = (
        check("forever", "timed_out", diagnosis("timed-out", text, function="forever"), seconds=5.0),
        check("gone", "crashed", diagnosis("crashed", text, function="gone")),
        check("fine", "passed"),
    )
    exercises = (with_code(exercise("sums", sums), text), exercise("loops", loops))
    return SubmissionResult(
        schema="grade/1",
        submission=name,
        device="cpu",
        seed=0,
        isolation="separate",
        points=sum(one.points for one in exercises),
        possible=sum(one.possible for one in exercises),
        exercises=exercises,
    )


def with_code(done: ExerciseResult, text: str) -> ExerciseResult:
    """An exercise with code beside its first lesson."""
    lines = (
        CodeLine(9, "def total(x):", values=(f"x = {text}",)),
        CodeLine(10, f"    return {text}", "raised", ("returns 3",)),
    )
    first, *others = done.lessons
    code = Excerpt(f"{text}.py", f"total({text})", lines, (("x", text),))
    return replace(done, lessons=(replace(first, code=code), *others))


def exercise(name: str, checks: tuple[CheckResult, ...]) -> ExerciseResult:
    points: dict[str, list[float]] = {}
    for one in checks:
        both = points.setdefault(one.function, [0.0, 0.0])
        both[0] += one.points
        both[1] += one.possible
    functions = tuple(FunctionResult(function, *both) for function, both in points.items())
    earned, possible = (sum(part) for part in zip(*points.values(), strict=True))
    return ExerciseResult(name, earned, possible, functions, checks, lessons_by_name(checks))


def perfect(name: str = "ada") -> SubmissionResult:
    exercises = (exercise("sums", (check("total", "passed"), check("total", "passed", visibility="hidden"))),)
    return SubmissionResult("grade/1", name, "cpu", 0, "sealed", 2.0, 2.0, exercises)


def row(
    graded: SubmissionResult,
    final: float,
    days_late: int = 0,
    penalty: float = 0.0,
    overrides: tuple[Override, ...] = (),
) -> Row:
    """The row of a student, whose page has the student's name."""
    standing = Standing(graded.points, final, graded.possible, days_late, 10.0 * days_late, penalty)
    return Row(graded.submission, graded.submission, graded, None, "", overrides, standing)


def a_class() -> list[Row]:
    """Five students: one with all points, one late, one overridden, one hostile, one without a result."""
    return [
        row(result("ada"), 9.0),
        row(result("ben"), 3.0, days_late=2, penalty=1.0),
        row(result(ARABIC), 5.0, overrides=(Override("sums.total", 2.0, "a regrade"),)),
        row(result(HOSTILE, HOSTILE), 4.0),
        absent_row("eve", f"the zip is broken: {HOSTILE}"),
    ]
