"""Problems for editors and other programs: what each format says, and that the editor of a release reads it."""

import io
import json
import re
from importlib.metadata import version

import msgspec
import pytest
from made_results import HOSTILE, check, diagnosis, exercise, perfect, result

from tensorgrade.commands.release import HANDOUT
from tensorgrade.commands.watch.editor_screen import EditorScreen
from tensorgrade.protocol.fields import Place
from tensorgrade_reports.overview import Location
from tensorgrade_reports.problems import formats, problems_of
from tensorgrade_reports.terminal.workbench import Workbench

LOCATIONS = {
    "sums.total": Location("exercises/ex01_sums.py", 5),
    "sums.mean": Location("exercises/ex01_sums.py", 9),
    "loops": Location("exercises/my loops.py", 1),
}
RAISING = Location("exercises/ex01_sums.py", 7, 13)


def find(place):
    return RAISING if place.line == 7 else None


def written(name, of=None, locations=LOCATIONS):
    graded = of or result()
    return formats()[name](graded, problems_of(graded, locations, find))


def raised():
    """A submission whose function raises at a line that is known."""
    told = msgspec.structs.replace(diagnosis("raised"), place=Place("ex01_sums.py", 7, "total", "x.smu()"))
    return msgspec.structs.replace(
        perfect(), points=0.0, exercises=(exercise("sums", (check("total", "failed", told),)),)
    )


LINES = """\
exercises/ex01_sums.py:5:1: error: wrong-shape: total: told told remedy [sums.total]
exercises/ex01_sums.py:9:1: error: wrong-values: mean: told told remedy [sums.mean]
exercises/my loops.py:1:1: error: timed-out: forever: told told remedy [loops.forever]
exercises/my loops.py:1:1: error: crashed: gone: told told remedy [loops.gone]
"""


def test_a_line_a_problem():
    assert written("lines") == LINES
    assert written("lines", perfect()) == ""
    assert written("lines", locations={}) == ""


def test_a_problem_is_where_it_went_wrong_if_that_is_known():
    assert written("lines", raised()).startswith("exercises/ex01_sums.py:7:13: error: raised: ")


def test_an_object_a_line_and_the_score_last():
    first, *_, last = map(json.loads, written("json-lines").splitlines())
    assert first == {
        "kind": "problem", "function": "sums.total", "name": "wrong-shape", "message": "total: told",
        "remedy": "told remedy", "file": "exercises/ex01_sums.py", "line": 5, "column": 1,
    }  # fmt: skip
    assert last == {"kind": "score", "points": 4.0, "possible": 9.0, "final": True}
    assert json.loads(written("json-lines", locations={}).splitlines()[0])["file"] is None


def test_sarif_has_what_the_standard_requires():
    log = json.loads(written("sarif", raised()))
    (run,) = log["runs"]
    driver, (found,) = run["tool"]["driver"], run["results"]
    assert (log["version"], log["$schema"].rpartition("/")[2]) == ("2.1.0", "sarif-schema-2.1.0.json")
    assert (driver["name"], driver["version"]) == ("tensorgrade", version("tensorgrade"))
    assert driver["rules"][found["ruleIndex"]]["id"] == found["ruleId"] == "raised"
    assert driver["rules"][0]["shortDescription"]["text"].startswith("The code raised an exception")
    assert driver["rules"][0]["help"].keys() == {"text", "markdown"}
    assert (found["level"], found["message"]["text"]) == ("error", "total: told told remedy [sums.total]")
    (place,) = found["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "exercises/ex01_sums.py"},
        "region": {"startLine": 7, "startColumn": 13},
    }
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_sarif_writes_a_place_as_a_uri_and_leaves_out_one_that_is_not_known():
    results = json.loads(written("sarif"))["runs"][0]["results"]
    uris = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results]
    assert uris[2] == "exercises/my%20loops.py"
    assert all(one["locations"] == [] for one in json.loads(written("sarif", locations={}))["runs"][0]["results"])


@pytest.fixture(scope="module")
def tasks():
    """The tasks of VS Code in a release, by their labels."""
    document = json.loads((HANDOUT / "dot_vscode" / "tasks.json.txt").read_text())
    return {task["label"]: task for task in document["tasks"]}


@pytest.mark.parametrize("label", ["grade", "grade watch"])
def test_the_problem_matcher_of_a_release_reads_every_line(tasks, label):
    pattern = tasks[label]["problemMatcher"]["pattern"]
    keys = ("file", "line", "column", "severity", "code", "message")
    found = [re.search(pattern["regexp"], line) for line in LINES.splitlines()]
    assert [tuple(one[pattern[key]] for key in keys) for one in found][:1] == [
        ("exercises/ex01_sums.py", "5", "1", "error", "wrong-shape", "total: told told remedy [sums.total]")
    ]
    assert len(found) == 4 and all(found)


def test_what_a_submission_says_is_one_line_and_no_command_to_a_ci(tasks):
    text = written("lines", result(text=f"{HOSTILE}\n::error::x"))
    assert len(text.splitlines()) == 4
    assert all(re.search(tasks["grade"]["problemMatcher"]["pattern"]["regexp"], line) for line in text.splitlines())


def test_the_tasks_of_a_release_run_what_writes_these_lines(tasks):
    assert tasks["grade"]["args"] == ["-m", "tensorgrade", "run", "--format", "lines"]
    assert tasks["grade watch"]["args"] == ["-m", "tensorgrade", "watch", "--editor"]
    assert tasks["grade"]["problemMatcher"]["fileLocation"] == ["relative", "${workspaceFolder}"]


def test_an_editor_is_told_where_a_grading_begins_and_ends(tasks):
    out = io.StringIO()
    screen = EditorScreen(out)
    workbench = Workbench(result(), "sums.total", LOCATIONS)
    screen.draw(workbench)
    for told in ("grading sums", "grading sums: 1 of 4"):
        screen.note(Workbench(result(), "sums.total", LOCATIONS, told=told, since=1.0))
    screen.draw(Workbench(perfect(), "sums.total"))
    screen.note(Workbench(result(), "sums.total", told="there is no exercises"))
    begins, ends = (
        tasks["grade watch"]["problemMatcher"]["background"][f"{part}Pattern"] for part in ("begins", "ends")
    )
    told = out.getvalue().splitlines()
    assert told == [
        "grade: grading", *LINES.splitlines(), "grade: graded, score 4 / 9",
        "grade: grading", "grade: graded, score 2 / 2",
        "grade: grading", "grade: graded, but for this: there is no exercises",
    ]  # fmt: skip
    assert [bool(re.search(begins, line)) for line in told].count(True) == 3
    assert [bool(re.search(ends, line)) for line in told].count(True) == 3
