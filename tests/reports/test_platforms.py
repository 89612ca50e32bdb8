"""The formats of other platforms, written from results made by hand."""

import base64
import csv
import dataclasses
import io
import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from fractions import Fraction

import jsonschema
import pytest
from made_results import HOSTILE, result, row
from msgspec.structs import replace

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.roster import Listed
from tensorgrade.classroom.row import Row
from tensorgrade.scoring.result import CheckResult, ExerciseResult, FunctionResult, SubmissionResult
from tensorgrade.scoring.standing import LatePolicy, Override, standing_of
from tensorgrade_reports.platforms import (
    ClassFile,
    GradedClass,
    Location,
    Student,
    canvas,
    classroom50,
    exports,
    github,
    github_classroom,
    gitlab,
    gradescope,
    moodle,
    nbgrader,
    prairielearn,
)
from tensorgrade_reports.sheet import sheet_of, sheet_of_row

NOW = datetime(2026, 11, 30, 12, 0, 5, tzinfo=UTC)
CLASSROOM50_SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["schema", "classroom", "assignment", "owner", "submission", "datetime", "score", "max-score", "tests"],
    "properties": {
        "schema": {"const": "classroom50/result/v1"},
        **{
            name: {"type": "string"}
            for name in (
                "classroom", "assignment", "assignment_type", "owner", "submission", "commit", "release", "review",
            )
        },
        "datetime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "score": {"type": "integer"},
        "max-score": {"type": "integer"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["test-name", "passed", "score", "max-score"],
                "properties": {
                    "test-name": {"type": "string"},
                    "passed": {"type": "boolean"},
                    "score": {"type": "integer"},
                    "max-score": {"type": "integer"},
                },
            },
        },
    },
}  # fmt: skip


def fractions(passed: str) -> SubmissionResult:
    """Nine checks that share ten points; `passed` says which pass, such as `110101001`."""
    worth = float(Fraction(10, len(passed)))
    checks = tuple(
        CheckResult(
            name=f"check{i}",
            function="total",
            title=f"total does {i}",
            visibility="public",
            outcome="passed" if one == "1" else "failed",
            points=worth if one == "1" else 0.0,
            possible=worth,
            seconds=0.5,
        )
        for i, one in enumerate(passed)
    )
    points = float(Fraction(10 * passed.count("1"), len(passed)))
    exercise = ExerciseResult("sums", points, 10.0, (FunctionResult("total", points, 10.0),), checks)
    return SubmissionResult("grade/1", "ada", "cpu", 7, "separate", points, 10.0, (exercise,))


READ = {
    "gradescope": lambda text: json.loads(text)["score"],
    "prairielearn": lambda text: json.loads(text)["score"] * 10,
    "github-classroom": lambda text: sum(test["score"] for test in json.loads(text)["tests"]),
    "classroom50": lambda text: json.loads(text)["score"] / 100,
    "blackboard": lambda text: float(rows_of(text)[1][4]),
    "brightspace": lambda text: float(rows_of(text)[1][2]),
    "canvas": lambda text: float(rows_of(text)[2][5]),
    "moodle": lambda text: float(rows_of(text)[1][3]),
    "nbgrader": lambda text: float(rows_of(text)[1][9]),
    "csv": lambda text: float(rows_of(text)[1][1]),
    "junit": lambda text: sum(
        float(one.get("value"))
        for one in ET.fromstring(text).findall(".//testcase/properties/property[@name='points']")
    ),
}
WITHOUT_TOTALS = {"concepts", "items", "misconceptions"}


def written(entered: Row) -> dict[str, bytes]:
    """A row of the gradebook in every format."""
    student = Student(entered)
    alone = GradedClass([student], "work", ["sums"])
    return {name: made.write(alone if isinstance(made, ClassFile) else student) for name, made in exports().items()}


def totals(entered: Row) -> dict[str, float]:
    """The total of ten points that each platform would show."""
    texts = {name: text for name, text in written(entered).items() if name not in WITHOUT_TOTALS}
    return {name: round(READ[name](text), 6) for name, text in texts.items()}


def rows_of(text: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.decode(), newline="")))


@pytest.mark.parametrize("passed", ["110101001", "000000000", "111111111", "1010110", "100"])
def test_totals_are_equal_everywhere_with_fractions(passed):
    graded = fractions(passed)
    sheet = sheet_of(graded)
    assert set(totals(row(graded, graded.points)).values()) == {round(graded.points, 2)}
    assert sum(line.earned for line in sheet.lines) == sheet.final
    assert sum(line.possible for line in sheet.lines) == sheet.possible == 1000
    assert all(0 <= line.earned <= line.possible for line in sheet.lines)


def test_totals_are_equal_everywhere_with_points_by_hand_and_a_penalty():
    graded = fractions("110101001")
    overrides = [Override("sums.check2", 0.37, "nearly")]
    policy = LatePolicy(datetime(2026, 11, 28, 12, tzinfo=UTC), 10.0)
    standing = standing_of(graded, overrides, policy, datetime(2026, 11, 29, 13, tzinfo=UTC))
    entered = Row("ada", "ada", graded, None, "", tuple(overrides), standing)
    sheet = sheet_of_row(entered)
    assert set(totals(entered).values()) == {round(standing.points, 2)}
    assert sum(line.earned for line in sheet.lines) == sheet.final
    assert "by hand" in json.loads(gradescope.results(sheet))["output"]


def test_gradescope():
    document = json.loads(gradescope.results(sheet_of(result())))
    assert (document["score"], document["stdout_visibility"]) == (4.0, "hidden")
    first, second = document["tests"][:2]
    assert first["output"] == (
        "wrong-shape: total: told\nactual: told actual\nexpected: told expected\nwhere: told where\n"
        "cause: told `cause`\nremedy: told remedy"
    )
    assert (first["status"], first["score"], first["max_score"], first["number"], first["visibility"]) == (
        "failed", 0.0, 1.0, "1.1", "visible",
    )  # fmt: skip
    assert (second["visibility"], second["output"], second["status"]) == ("after_due_date", "passed", "passed")


def test_prairielearn_stays_small_and_tells_what_cannot_be_graded():
    sheet = sheet_of(result(text="long " * 100_000))
    text = prairielearn.results(sheet)
    assert len(text) < 1_000_000
    document = json.loads(text)
    assert document["gradable"] and document["score"] == pytest.approx(4 / 9)
    assert all({"points", "max_points"} <= test.keys() for test in document["tests"])
    assert json.loads(prairielearn.not_gradable("no file")) == {"gradable": False, "format_errors": ["no file"]}


def test_github_classroom_s_reporter_gets_base64_with_a_test_at_least():
    document = json.loads(base64.b64decode(github_classroom.step_output(sheet_of(result()))))
    assert (document["version"], document["status"], document["max_score"]) == (1, "fail", 9.0)
    assert {test["status"] for test in document["tests"]} == {"pass", "fail"}
    empty = SubmissionResult("grade/1", "ada", "cpu", 7, "separate", 0.0, 0.0, ())
    assert [test["score"] for test in json.loads(github_classroom.document(sheet_of(empty)))["tests"]] == [0.0]


def test_classroom50_keeps_to_its_schema():
    environment = {"CLASSROOM": "c", "ASSIGNMENT": "a", "SUBMISSION_TAG": "t", "COMMIT_URL": "u"}
    document = json.loads(classroom50.results(sheet_of(fractions("101")), environment, NOW))
    jsonschema.validate(document, CLASSROOM50_SCHEMA)
    assert (document["score"], document["max-score"], document["datetime"]) == (667, 1000, "2026-11-30T12:00:05Z")
    assert (document["classroom"], document["assignment"], document["submission"]) == ("c", "a", "t")


def test_annotations_are_escaped_and_ten_at_most():
    locations = {"sums.total": Location("exercises/ex01, a:b%.py", 3)}
    graded = result(text="one\ntwo % ::error::x")
    line = github.annotated(graded, locations)[0]
    assert line == (
        "::error file=exercises/ex01%2C a%3Ab%25.py,line=3,title=sums.total%3A wrong-shape::one%0Atwo %25 ::error::x "
        "one%0Atwo %25 ::error::x `cause` one%0Atwo %25 ::error::x remedy"
    )
    assert "\n" not in line
    first = graded.exercises[0]
    many = SubmissionResult(
        "grade/1", "ada", "cpu", 7, "separate", 0.0, 1.0,
        tuple(ExerciseResult(f"e{i}", 0.0, 1.0, first.functions, first.checks) for i in range(9)),
    )  # fmt: skip
    lines = github.annotated(many, {})
    assert len(lines) == 10
    assert lines[-1] == "::error title=and more::9 more mistakes are to be fixed"


def test_a_broken_file_is_one_annotation_at_its_file_before_the_others():
    graded = result()
    lesson = replace(graded.exercises[1].lessons[0], function="")
    broken = replace(graded.exercises[1], lessons=(lesson,))
    whole = replace(graded, exercises=(graded.exercises[0], broken))
    first, *others = github.annotated(whole, {"loops": Location("ex02_loops.py", 1)})
    assert first.startswith("::error file=ex02_loops.py,line=1,title=loops%3A timed-out::")
    assert [one.split("title=")[1].split("%3A")[0] for one in others] == ["sums.total", "sums.mean"]


def test_the_summary_holds_text_only_and_stays_under_the_limit():
    text = github.summary(result(text=HOSTILE + " | @all"))
    assert text.startswith("## 4 / 9 points\n")
    assert "<img" not in text and "<script" not in text and "@all" not in text
    assert "&lt;img" in text
    assert len(github.summary(result(text="x" * 700_000)).encode()) <= 1 << 20


def test_gitlab_s_code_quality():
    entries = json.loads(gitlab.code_quality(result(), {"sums.total": Location("exercises/ex01_sums.py", 3)}))
    assert [(one["check_name"], one["location"]) for one in entries] == [
        ("wrong-shape", {"path": "exercises/ex01_sums.py", "lines": {"begin": 3}})
    ]


def test_class_files_call_students_as_the_platform_does_and_quote_formulas():
    graded = fractions("101")
    columns = {"Student": "Ada L", "ID": "7", "SIS User ID": "s7", "SIS Login ID": "ada", "Section": "A", "other": "x"}
    listed = Listed(Identity("Ada L", "canvas", "7", "s7", "ada"), columns=columns)
    students = [Student(row(graded, graded.points), listed.identity, listed)]
    assert rows_of(canvas.gradebook(GradedClass(students, "=work"))) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "'=work"],
        ["Points Possible", "", "", "", "", "10"],
        ["Ada L", "7", "s7", "ada", "A", "6.67"],
    ]
    hostile = Student(row(replace(graded, submission="=cmd|calc"), graded.points))
    assert rows_of(moodle.worksheet(GradedClass([hostile], "work")))[1] == ["", "'=cmd|calc", "", "6.67", "10", "-"]
    in_time = dataclasses.replace(row(graded, graded.points - 1.25, penalty=1.25), handed_in=NOW)
    identity = Identity(email="a@b")
    late = Student(in_time, identity, Listed(identity, columns={"email": "a@b", "last_name": "L"}), NOW)
    time = "2026-11-30 12:00:05"
    assert rows_of(nbgrader.grades(GradedClass([late], "work")))[1] == [
        "work", time, time, "ada", "L", "", "a@b", "6.67", "1.25", "5.42", "10",
    ]  # fmt: skip
