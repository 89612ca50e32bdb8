"""`grade batch --shard` and `grade merge`: a class in shards, one of which is lost, equals the class in one batch."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from tiny_course import REFERENCE, STUB, write

from tensorgrade.classroom.engines.local import LocalEngine
from tensorgrade.classroom.gradebook import open_gradebook
from tensorgrade.classroom.row import absent_row
from tensorgrade.classroom.shards import ShardError
from tensorgrade.commands import batch
from tensorgrade.commands.batch import BatchOptions, run_batch
from tensorgrade.commands.merge import run_merge
from tensorgrade.course.catalogue import read_course
from tensorgrade.course.settings import LateRules
from tensorgrade.grading import Grader
from tensorgrade.isolation.levels import best_level
from tensorgrade.kept_runs import unpacked_runs
from tensorgrade.scoring.result import from_json, to_json
from tensorgrade_reports.html.dashboard import ClassFindings, dashboard_page

pytestmark = pytest.mark.worker

SHARDS = 4
VARIANTS = (
    REFERENCE,
    REFERENCE.replace("x.sum()", "x.mean()"),
    STUB,
    REFERENCE.replace("return x.sum()", "import os; os._exit(0)"),
    "def total(:\n",
)
ROSTER = "name,submitted\nada,2026-11-02 09:00\nAda,2026-11-03 09:01\ns04,2026-11-04 10:00\nzoe,\nyan,\nx y,\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return write(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def grader(course):
    with Grader(read_course(course), ("sums",), level=best_level(), keeps_runs=True) as started:
        yield started


@pytest.fixture
def grade(course, grader, tmp_path, monkeypatch):
    """Grade the class of this test, whole or a shard, with one grader for all runs."""

    class Shared(LocalEngine):
        def close(self):
            pass

    monkeypatch.setattr(batch, "engine_of", lambda name, setup: Shared(lambda: grader, 2))
    late = {"roster": tmp_path / "class.csv", "late": LateRules(due="2026-11-02 09:00", penalty=10.0)}

    def run(out, shard=None, **asked):
        rules = {**late, "extensions": tmp_path / "extensions.csv", "isolation": "best", "seed": 3, **asked}
        return run_batch(BatchOptions(tmp_path / "box", tmp_path / out, course=course, shard=shard, **rules))

    return run


def class_of(root, count):
    """A class with work of all kinds: right, wrong, crashing, unreadable, and names that differ in capitals alone."""
    names = ["ada", "Ada", "b c", "=1+1", *(f"s{number:02}" for number in range(count - 5))]
    for number, name in enumerate(names):
        (root / "box" / name).mkdir(parents=True)
        text = f"{VARIANTS[number % len(VARIANTS)]}\n# {name}\n"
        (root / "box" / name / "ex01_sums.py").write_text(text, encoding="utf-8")
    (root / "box" / "eve.zip").write_bytes(b"no zip")
    (root / "box" / "notes.txt").touch()
    (root / "class.csv").write_text(ROSTER, encoding="utf-8")
    (root / "extensions.csv").write_text("student,days\ns04,2\nzoe,3\nnobody,1\n", encoding="utf-8")


def tables(out):
    """All rows of a gradebook but its timings."""
    with closing(sqlite3.connect(out / "gradebook.sqlite")) as book:
        names = [name for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: sorted(book.execute(f"SELECT * FROM {name}")) for name in names}
        rows["submissions"] = [untimed(row) for row in rows["submissions"]]
        rows["runs"] = [(student, *untimed_runs(content)) for student, content in rows["runs"]]
        rows["history"] = sorted(book.execute("SELECT student, points, possible FROM history"))
        rows["checks"] = sorted(row[:-1] for row in book.execute("SELECT * FROM checks"))
    return rows


def untimed(row):
    return [untimed_json(cell) if isinstance(cell, bytes) else cell for cell in row]


def untimed_runs(content):
    """What is kept of runs: the cases that fail, what was seen in them, and those that pass."""
    runs = unpacked_runs(content)
    assert runs is not None
    failing = {case: evidence.record.observations for case, evidence in runs.failing.cases.items()}
    return runs.seed, failing, sorted(runs.passing), runs.references


def untimed_json(content):
    """A result without its timings."""
    result = json.loads(content)
    for exercise in result["exercises"]:
        for check in exercise["checks"]:
            check["seconds"] = 0.0
    return json.dumps(result)


def files(out):
    """What the files of a class and of its students say, but for timings, which the dashboard shows, too."""
    texts = {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.glob("students/*")}
    texts["gradebook.csv"] = (out / "gradebook.csv").read_text(encoding="utf-8")
    return {name: untimed_json(text) if name.endswith(".json") else text for name, text in texts.items()}


def dashboard(out):
    """The dashboard of a class, as it is without timings."""
    with closing(open_gradebook(out)) as book:
        rows = [replace(row, result=from_json(untimed_json(to_json(row.result)).encode())) for row in book.rows()]
        return dashboard_page([*rows, *map(absent_row, book.absent)], "Class", ClassFindings(book.similar))


def is_of_class(line):
    return ": " in line and not line.startswith(("Gradebook: ", "Dashboard: "))


def test_shards_one_of_which_was_lost_equal_one_batch(grade, tmp_path, capsys, request):
    class_of(tmp_path, 64 if request.config.getoption("--long") else 16)
    out, whole = tmp_path / "merged" / "class", tmp_path / "whole" / "class"
    places = [tmp_path / "parts" / str(number) for number in range(1, SHARDS + 1)]

    def told_by(action, *arguments, status=0):
        assert action(*arguments) == status
        return capsys.readouterr().out.splitlines()

    of_whole = told_by(grade, "whole/class")
    of_shards = [told_by(grade, f"parts/{number}", f"{number}/{SHARDS}") for number in (1, 2, 4)]
    assert told_by(run_merge, places, out, status=2)[:2] == [
        f"passed over: {places[2]} holds no gradebook",
        "missing: shard 3 of 4",
    ]
    of_shards.append(told_by(grade, "parts/3", "3/4"))
    count = len(tables(whole)["submissions"])
    summary = [
        f"{count} submissions from 4 of 4 shards.",
        f"Gradebook: {out / 'gradebook.csv'}",
        f"Dashboard: {out / 'dashboard.html'}",
    ]
    for _ in range(2):
        assert told_by(run_merge, places, out) == summary
        assert tables(out) == tables(whole)
        assert files(out) == files(whole)
        assert dashboard(out) == dashboard(whole)
    with pytest.raises(ShardError) as error:
        grade("parts/1", "2/4")
    assert str(error.value) == f"{places[0] / 'gradebook.sqlite'} is of shard 1/4; name another --out"
    with pytest.raises(ShardError) as error:
        grade("parts/2", "2/4", seed=4)
    assert (
        str(error.value) == f"{places[1] / 'gradebook.sqlite'} was graded on seed 3; add --fresh, or name another --out"
    )
    counted = f"0 graded, {count} unchanged since the last run, of {count} submissions."
    assert counted in told_by(grade, "merged/class")
    assert sorted(line for lines in of_shards for line in lines if is_of_class(line)) == sorted(
        filter(is_of_class, of_whole)
    )


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"seed": None}, "all shards of a class are graded on one seed: give each of them the same --seed"),
        ({"similar": True}, "--similar looks at a whole class: give it to a batch on what grade merge made"),
    ],
)
def test_what_a_shard_cannot_do(grade, tmp_path, asked, sentence):
    with pytest.raises(ShardError) as error:
        grade("parts/1", "1/4", **asked)
    assert str(error.value) == sentence
    assert not (tmp_path / "parts").exists()
