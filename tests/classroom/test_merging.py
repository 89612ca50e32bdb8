"""Gradebooks of shards, put together: what is told, what is refused, what stays."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec import structs
from results import result

from tensorgrade.answers.keys import ResultKey
from tensorgrade.classroom.about import About
from tensorgrade.classroom.claim import BatchError, claimed
from tensorgrade.classroom.gradebook import BY_HAND, WITH_RESULT, Gradebook, open_gradebook
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.merging import MergeError, opened_parts
from tensorgrade.classroom.shards import Part, Shard, ShardError
from tensorgrade.commands.merge import run_merge
from tensorgrade.scoring.standing import Extension, LatePolicy, Override
from tensorgrade_reports.class_files import write_student

PART = Part(Shard(1, 2), "kit", "course", "sealed", "all", 7)
DUE = datetime(2026, 11, 30, 12, tzinfo=UTC)
FIRST, SECOND = ("ada", "ben"), ("Ada", "cleo")


def shard(place, number, students, points=2.0, key=PART.course, about=None, ran_on="cpu", **changes):
    """Write the gradebook of a shard, as a batch does; students whose name ends in `?` are without result."""
    part = replace(PART, shard=Shard(number, 2), **changes)
    with claimed(place) as book:
        book.put_about(about or About("/box", ("sums",), part.seed))
        book.put_roll({student.rstrip("?"): Identity(student.rstrip("?")) for student in students}, {})
        book.put_part(part)
        for student in students:
            if not student.endswith("?"):
                graded = structs.replace(result(student, a=points), device=ran_on)
                row = book.row_of(student, student, graded, None, "")
                write_student(place, row, None)
                book.put(row, str(ResultKey(key, part.seed, f"work of {student}")))
    return place


@pytest.fixture
def parts(tmp_path):
    return [shard(tmp_path / "parts" / "1", 1, FIRST), shard(tmp_path / "parts" / "2", 2, SECOND)]


@pytest.fixture
def out(tmp_path):
    return tmp_path / "class"


def merged(out):
    with closing(open_gradebook(out)) as book:
        return {row.student: row for row in book.rows()}


def told(capsys):
    return capsys.readouterr().out.splitlines()


def test_names_that_meet_in_the_whole_have_pages_of_their_own(parts, out, capsys):
    assert run_merge(parts, out) == 0
    assert told(capsys) == [
        "4 submissions from 2 of 2 shards.",
        f"Gradebook: {out / 'gradebook.csv'}",
        f"Dashboard: {out / 'dashboard.html'}",
    ]
    rows = merged(out)
    assert {student: row.page for student, row in rows.items()} == {
        "Ada": "Ada", "ada": "ada-fdee43", "ben": "ben", "cleo": "cleo"
    }  # fmt: skip
    assert len(list((out / "students").iterdir())) == 8
    assert '"submission":"ada"' in (out / "students" / f"{rows['ada'].page}.json").read_text().replace(": ", ":")


def test_merged_again_what_was_set_by_hand_in_the_whole_stays(parts, out):
    with claimed(parts[0]) as book:
        book.override("ben", Override("sums.a", 1.5, "at first sight"))
    run_merge(parts, out)
    with claimed(out) as book:
        book.override("ben", Override("sums.a", 0.5, "copied"))
        book.put_about(replace(book.about, policy=LatePolicy(DUE, 10)))
        book.put_extensions({"cleo": Extension(None, 2)})
    shard(parts[0], 1, FIRST, points=1.0)
    for _ in range(2):
        assert run_merge(parts, out) == 0
        rows = merged(out)
        assert (rows["ben"].standing.points, rows["ada"].standing.points) == (0.5, 1.0)
        assert "set by hand to 0.5: copied" in (out / "students" / "ben.html").read_text()
        with closing(open_gradebook(out)) as book:
            assert (book.about.policy, book.extensions) == (LatePolicy(DUE, 10), {"cleo": Extension(None, 2)})


def test_what_was_set_by_hand_in_a_shard_comes_along(parts, out):
    about = About("/box", ("sums",), 7, LatePolicy(DUE, 10))
    for place in parts:
        with claimed(place) as book:
            book.put_about(about)
    with claimed(parts[1]) as book:
        book.override("cleo", Override("sums.a", 0.5, "copied"))
        book.put_extensions({"cleo": Extension(None, 2)})
    run_merge(parts, out)
    assert merged(out)["cleo"].overrides == (Override("sums.a", 0.5, "copied"),)
    with closing(open_gradebook(out)) as book:
        assert (book.about, book.extensions) == (about, {"cleo": Extension(None, 2)})


def test_a_file_that_is_gone_is_written_from_its_row(parts, out):
    run_merge(parts, out)
    (parts[0] / "students" / "ben.html").unlink()
    (out / "students" / "ben.html").write_text("of another run")
    run_merge(parts, out)
    assert "2 / 2" in (out / "students" / "ben.html").read_text()


def test_missing_shards_are_told(parts, out, capsys, tmp_path):
    assert run_merge([parts[1], tmp_path / "3"], out) == 2
    assert told(capsys)[:4] == [
        f"passed over: {tmp_path / '3'} holds no gradebook",
        "missing: shard 1 of 2",
        "2 submissions from 1 of 2 shards.",
        "Not the whole class: run what is missing or not finished, and merge again.",
    ]
    assert sorted(merged(out)) == ["Ada", "cleo"]
    assert "missing: shard 1 of 2" in (out / "batch.log").read_text().replace("'", "")


def test_a_shard_that_was_killed_is_told(parts, out, capsys):
    shard(parts[0], 1, ["ada", "ben", "dora?"])
    assert run_merge(parts, out) == 2
    assert told(capsys)[:2] == [
        f"shard 1/2: not finished, 1 of 3 are left: {parts[0]}",
        "4 submissions from 2 of 2 shards.",
    ]


def test_a_shard_that_was_killed_while_it_was_graded_anew_is_told(parts, out, capsys):
    for number, place in enumerate(parts, 1):
        with claimed(place) as book:
            book.put_part(replace(PART, shard=Shard(number, 2), course="changed"))
    shard(parts[1], 2, SECOND, course="changed", key="changed")
    assert run_merge(parts, out) == 2
    assert told(capsys)[0] == f"shard 1/2: not finished, 2 of 2 are left: {parts[0]}"


def test_a_failure_of_ours_in_a_shard_is_told(parts, out, capsys):
    shard(parts[1], 2, SECOND, key="")
    assert run_merge(parts, out) == 3
    assert told(capsys)[:2] == [
        f"shard 2/2: the grader failed on Ada, cleo: {parts[1]}",
        "2 submissions from 2 of 2 shards.",
    ]


def test_of_a_shard_that_was_run_twice_the_fuller_counts(parts, out, capsys, tmp_path):
    again = shard(tmp_path / "again", 1, ["ada", "ben?"])
    assert run_merge([again, *parts], out) == 0
    assert told(capsys)[:2] == [
        f"shard 1/2: there twice: {parts[0]} counts, {again} does not",
        "4 submissions from 2 of 2 shards.",
    ]


def refused(folders):
    with pytest.raises(MergeError) as error, opened_parts(folders):
        pass
    return str(error.value)


def test_a_shard_that_was_run_twice_on_different_work_is_refused(parts, tmp_path):
    again = shutil.copytree(parts[0], tmp_path / "again")
    with closing(sqlite3.connect(again / "gradebook.sqlite")) as book, book:
        book.execute("UPDATE submissions SET key = 'course 7 later work' WHERE student = 'ben'")
    assert refused([*parts, again]) == (
        f"{parts[0]} and {again} are both shard 1/2, and ben handed in something else in one than in the other: "
        "leave one of them out"
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"seed": 8}, "it was graded on seed 8 and not 7"),
        ({"kit": "new"}, "it was graded by another version of the kit, of Python or of a library"),
        ({"level": "separate"}, "it was graded separate and not sealed"),
        ({"device": "cpu"}, "it was graded with --device cpu and not all"),
        ({"course": "changed"}, "its course is another one, or was changed"),
        ({"about": About("/box", ("loops",), 7)}, "it is of other exercises"),
        ({"about": About("/box", ("sums",), 7, LatePolicy(DUE))}, "its rules of lateness are others"),
    ],
)
def test_parts_of_another_class_are_refused(parts, tmp_path, changes, sentence):
    other = shard(tmp_path / "other", 2, SECOND, **changes)
    assert refused([parts[0], other]) == f"{other} is no part of the class of {parts[0]}: {sentence}"


def test_parts_of_another_split_are_refused(parts, tmp_path):
    with claimed(parts[1]) as book:
        book.put_part(replace(PART, shard=Shard(2, 3)))
    assert refused(parts) == f"{parts[1]} is no part of the class of {parts[0]}: it is one of 3 shards and not of 2"


def test_parts_that_were_graded_on_other_devices_are_refused(parts):
    shard(parts[1], 2, SECOND, ran_on="cpu,cuda")
    assert refused(parts) == (
        f"{parts[1]} was graded on cpu,cuda and {parts[0]} on cpu; name one --device for all shards"
    )


def test_what_is_no_shard_is_refused(parts, tmp_path):
    assert refused([tmp_path / "3"]) == f"{tmp_path / '3'} holds no gradebook; grade batch --shard makes one"
    sentence = "is no shard of a class; grade batch --shard makes one"
    with claimed(tmp_path / "whole") as book:
        assert refused([*parts, tmp_path / "whole"]) == f"{tmp_path / 'whole'} {sentence}"
        book.put_part(replace(PART, shard=Shard()))
        assert refused([*parts, tmp_path / "whole"]) == f"{tmp_path / 'whole'} {sentence}"


def test_a_gradebook_of_something_else_is_no_place_for_a_class(parts, out, tmp_path):
    with pytest.raises(MergeError) as error:
        run_merge(parts, parts[0])
    assert str(error.value) == f"{parts[0]} is one of the shards; name another --out"
    third = shard(tmp_path / "third", 2, SECOND)
    with pytest.raises(ShardError) as error:
        run_merge(parts, third)
    assert str(error.value) == f"{third / 'gradebook.sqlite'} is of shard 2/2; name another --out"
    with claimed(out) as book:
        book.put_about(About("/box", ("loops",), 7))
    with pytest.raises(BatchError) as error:
        run_merge(parts, out)
    assert str(error.value) == f"{out / 'gradebook.sqlite'} is of other exercises: loops; name another --out"


def test_every_table_that_a_student_has_rows_in_is_taken_over(tmp_path):
    """roll and extensions are put together from all parts; whoever adds a table says what becomes of it."""
    Gradebook(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "gradebook.sqlite")) as book:
        tables = [name for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        of_students = [
            table
            for table in tables
            if "student" in [column for _, column, *_ in book.execute(f"PRAGMA table_info({table})")]
        ]
    assert sorted(of_students) == sorted([*WITH_RESULT, *BY_HAND, "submissions", "roll", "extensions", "history"])
