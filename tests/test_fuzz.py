"""Whatever a worker sends is judged, scored, written and shown: no exception, no hang, no point for a forged record.

Random frames (hostile_records) go the whole way, through the function that grades: decoding, symptoms, known mistakes
that are random themselves, the second look, the score; then into every report and every platform.
"""

import functools
import io
import json
import warnings
from collections import Counter
from datetime import UTC, datetime
from importlib import resources

import jsonschema
import pytest
from hostile_records import Draw, encoded
from rich.console import Console
from right_records import CASES, EXPECTED, RIGHT, is_right
from tiny_course import write

from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.classroom.row import Row
from tensorgrade.course.catalogue import read_course
from tensorgrade.judgement.dictionary import known_mistake
from tensorgrade.judgement.named import Named
from tensorgrade.pipeline import Trial, judge_transcripts
from tensorgrade.protocol import frames
from tensorgrade.protocol.frames import FrameError
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.protocol.records import CaseRecord, Ending
from tensorgrade.protocol.transcript import Transcript, nothing, read_case
from tensorgrade.scoring.result import SubmissionResult, from_json, to_json
from tensorgrade.scoring.standing import LatePolicy, standing_of
from tensorgrade_reports import platforms
from tensorgrade_reports.html import page as html
from tensorgrade_reports.html import verdict
from tensorgrade_reports.html.dashboard import dashboard_page
from tensorgrade_reports.platforms import (
    Findings,
    GradedClass,
    Location,
    Student,
    StudentFiles,
)
from tensorgrade_reports.terminal import result as terminal

SEED, NOW = 7, datetime(2026, 11, 30, tzinfo=UTC)
EXAMPLES = 500
NOTHING = Transcript({})
SOURCE = b"def total(x):\n    return x\n\n\ndef doubled(x):\n    return total(x) * 2\n"
SCHEMA = jsonschema.Draft202012Validator(
    json.loads(resources.files("tensorgrade.scoring").joinpath("result.schema.json").read_text())
)
LOCATIONS = {"sums.total": Location("ex01_sums.py", 1)}


def evidence_of(case, text):
    """Read a frame as the grader does."""
    try:
        frame = frames.read(io.BytesIO(text))
        return read_case(case.id, frame[1], frame[2], "printed") if frame else nothing(case.id, "crashed", "")
    except FrameError as error:
        return nothing(case.id, "unreadable", str(error))


def run(draw, fewest=0):
    """The evidence of a run in which some cases left what they should not."""
    odd = draw.random.sample(CASES, draw.random.randint(fewest, 5))
    return Transcript(
        {one.id: evidence_of(one, draw.sent(one.id, RIGHT[one])) if one in odd else RIGHT[one] for one in CASES}
    )


def followed(draw):
    """The evidence of a run that was followed line by line."""
    records = {case.id: CaseRecord(case.id, Ending("completed"), walks=draw.some(draw.walk, 2)) for case in CASES}
    return Transcript({case.id: evidence_of(case, encoded(records[case.id], {})) for case in CASES})


def mistakes(draw, actual):
    """Known mistakes of both functions, whose records are as random as any; some behave as what was sent."""
    found = []
    for function in ("total", "doubled", "doubled"):
        left = actual if draw.chance(0.2) else run(draw, fewest=1)
        name = f"mistake {len(found)}"
        words = Named(draw.one_of(LADDER), "A slip.")
        found.append(known_mistake(name, function, words, CASES, EXPECTED, left))
    return found


def graded(exercise, actual, known, again, followed=NOTHING):
    """Judge a run as the grader does."""
    trial = Trial(
        exercises=[exercise],
        cases=CASES,
        seed=SEED,
        known=lambda exercise, function, failures: [one for one in known if one.function == function],
        expected=lambda seed: EXPECTED,
        again=lambda seed, cases: actual if again is None and seed != PUBLISHED_SEED else again or EXPECTED,
        files={exercise.file: SOURCE},
        follow=lambda seed, cases: followed,
    )
    scored = judge_transcripts(trial, actual)
    points = sum(one.points for one in scored.exercises)
    possible = sum(one.possible for one in scored.exercises)
    return SubmissionResult("grade/1", "ada", "cpu,sim", SEED, "sealed", points, possible, scored.exercises)


def check_points(result, actual):
    """No check has points of which a case is wrong."""
    for check in result.checks:
        own = [one for one in CASES if one.check == check.name]
        if check.points:
            assert all(is_right(one, actual.of(one.id)) for one in own), check.name
        else:
            assert check.outcome != "ungraded"


@functools.cache
def exercise_of(folder):
    return read_course(write(folder)).exercises[0]


def write_platforms(row):
    """Write a row as every platform wants it; what is JSON is read back."""
    for platform in platforms.platforms().values():
        if isinstance(platform.export, StudentFiles):
            written = platform.export.write(Student(row))
            assert platform.export.suffix != "json" or json.loads(written)
        elif platform.export is not None:
            assert platform.export.write(GradedClass([Student(row)], "a", ["sums"]))
        if platform.ci is not None:
            telling = platform.ci.telling(Findings(row.result, LOCATIONS))
            assert all(isinstance(json.loads(content), dict | list) for content in telling.files.values())
            assert all(text.encode() for text in [*telling.log, *telling.added.values()])


def write_all(result):
    """Write a result as everything that there is; what is JSON is read back."""
    text = to_json(result)
    assert from_json(text) == result
    SCHEMA.validate(json.loads(text))
    assert html.page(result).encode()
    out = Console(file=io.StringIO(), width=120)
    terminal.show(result, out)
    out.file.getvalue().encode()
    for function in result.exercises[0].functions:
        assert verdict.as_html(result.exercises[0], function.name).encode()
        assert verdict.as_text(result.exercises[0], function.name).encode()
    standing = standing_of(result, [], LatePolicy(), NOW)
    row = Row("ada", "ada", result, NOW, "", (), standing)
    write_platforms(row)
    assert dashboard_page([row] * 2).encode()


def test_the_reference_s_own_records_have_all_points(tmp_path):
    result = graded(exercise_of(tmp_path), EXPECTED, [], None)
    assert (result.points, result.is_full) == (10.0, True)
    write_all(result)


@pytest.mark.slow
@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, 20))])
def test_whatever_is_sent_is_judged_and_shown_and_earns_nothing_by_forgery(tmp_path, part):
    exercise, told = exercise_of(tmp_path), Counter()
    for example in range(EXAMPLES * part, EXAMPLES * (part + 1)):
        draw = Draw(example)
        actual = run(draw, fewest=1)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", RuntimeWarning)
                again = draw.one_of([None, None, EXPECTED, run(draw)])
                result = graded(exercise, actual, mistakes(draw, actual), again, followed(draw))
                check_points(result, actual)
                write_all(result)
        except Exception as error:
            error.add_note(f"example {example}")
            raise
        told["values"] += sum(
            bool(line.values) for lesson in result.exercises[0].lessons if lesson.code for line in lesson.code.lines
        )
        for diagnosis in (one for check in result.checks for one in check.diagnoses):
            told.update([diagnosis.name, *(type(picture).__name__ for picture in diagnosis.pictures)])
    assert told["values"] > 0
    assert told.keys() >= {"Shapes", "Numbers", "Curves"}
    assert len(told) > 40  # of the names that there are: what is drawn reaches deep
