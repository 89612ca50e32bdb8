"""`grade batch` and `grade override`, as an instructor runs them, on a course of one small exercise."""

import csv
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from tiny_course import REFERENCE, STUB, write

from tensorgrade.commands.batch import BatchOptions, run_batch
from tensorgrade.isolation.bubblewrap import program
from tensorgrade.isolation.levels import Level, best_level
from tensorgrade.scoring.result import from_json

pytestmark = pytest.mark.worker

MEAN = REFERENCE.replace("x.sum()", "x.mean()")
EXITS = REFERENCE.replace("return x.sum()", "import os; os._exit(0)")
BEST = ("--isolation", "best")
COMMAND = [sys.executable, "-m", "tensorgrade", "batch", *BEST]


def process(*arguments, **options):
    """Run `grade` in a process of its own, to its end; output is text."""
    command = [sys.executable, "-m", "tensorgrade", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def hand_in(box, **texts):
    for name, text in texts.items():
        (box / name).mkdir(parents=True, exist_ok=True)
        (box / name / "ex01_sums.py").write_text(text)
    return box


def rows(out):
    """The gradebook without its timings."""
    connection = sqlite3.connect(out / "gradebook.sqlite")
    submissions = connection.execute("SELECT student, page, key, points, possible, problem FROM submissions ORDER BY 1")
    checks = connection.execute(
        "SELECT student, exercise, name, outcome, points, possible, diagnoses FROM checks ORDER BY 1, 2, 3"
    )
    found = submissions.fetchall(), checks.fetchall()
    connection.close()
    return found


def table(out):
    """gradebook.csv by student."""
    with open(out / "gradebook.csv", newline="", encoding="utf-8") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return write(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def batch(course, tmp_path_factory):
    """A class that was graded, with a roster and a due time."""
    root = tmp_path_factory.mktemp("batch")
    box = hand_in(root / "box", ada=REFERENCE, ben=MEAN, cleo=STUB, dora=EXITS)
    (box / "eve.zip").write_bytes(b"no zip")
    hand_in(box, **{"=cmd|calc!A0": REFERENCE, "new\nline 🎓": REFERENCE})
    roster = root / "class.csv"
    roster.write_text("name,submitted\nada,2026-11-02 09:00\nben,2026-11-03 09:01\nzoe,\n")
    late = ["--roster", roster, "--due", "2026-11-02 09:00", "--penalty", "10"]
    done = process("batch", *BEST, box, "--out", root / "out", "--course", course, "--seed", 3, "--anonymous", *late)
    return done, box, root / "out"


def test_a_class_is_graded(batch):
    done, _, out = batch
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.splitlines()
    strangers = ("=cmd|calc!A0", "cleo", "dora", "eve", "new\\x0aline 🎓")
    assert said[:5] == [f"{student}: is not on the roster" for student in strangers]
    assert sorted(said[5:7]) == [
        "dora: total crashed",
        "eve: eve.zip is no submission: it cannot be read (File is not a zip file)",
    ]
    assert said[7:] == [
        "7 graded, 0 unchanged since the last run, of 7 submissions.",
        "1 could not be read and have no points.",
        f"Gradebook: {out / 'gradebook.csv'}",
        f"Dashboard: {out / 'dashboard.html'}",
    ]


def test_there_is_a_dashboard_without_names_and_both_say_what_to_teach(batch):
    _, _, out = batch
    named, nameless = ((out / f"{name}.html").read_text() for name in ("dashboard", "dashboard-anonymous"))
    assert [bool(re.search(r"\b(ada|ben|zoe)\b", text)) for text in (named, nameless)] == [True, False]
    for text in (named, nameless):
        assert "The mean is taken in place of the sum." in text and 'id="concepts"' in text


def test_the_gradebook_as_csv(batch):
    _, _, out = batch
    found = table(out)
    points = {name: (row["computed"], row["points"], row["days_late"]) for name, row in found.items()}
    assert points == {
        "ada": ("10", "10", "0"),
        "ben": ("5", "4", "2"),
        "cleo": ("0", "0", "0"),
        "dora": ("5", "5", "0"),
        "eve": ("0", "0", "0"),
        "'=cmd|calc!A0": ("10", "10", "0"),
        "new\\x0aline 🎓": ("10", "10", "0"),
        "zoe": ("", "0", ""),
    }
    assert found["zoe"]["problem"] == "nothing handed in"
    assert found["ben"]["sums"] == "5"


def test_lateness_is_reckoned_anew_without_grading_again(batch, course, tmp_path, grade):
    _, box, out = batch
    box, out = shutil.copytree(box, tmp_path / "box"), shutil.copytree(out, tmp_path / "out")
    roster, extensions = batch[1].parent / "class.csv", tmp_path / "extensions.csv"

    def reckoned(*rules):
        status, printed, told = grade("batch", *BEST, box, "--out", out, "--course", course, "--roster", roster, *rules)
        assert status == 0, told
        assert "0 graded, 7 unchanged since the last run, of 7 submissions." in printed
        return [table(out)["ben"][column] for column in ("points", "days_late", "penalty_percent")]

    assert reckoned("--slip-days", "1") == ["4.5", "2", "10"]
    assert reckoned("--slip-days", "0", "--late-cap", "15") == ["4.25", "2", "15"]
    assert reckoned("--grace", "10") == ["4.25", "2", "15"]
    assert reckoned("--due", "2026-11-02") == ["4.5", "1", "10"]
    assert reckoned("--due", "2026-11-03 09:00", "--grace", "1") == ["5", "0", "0"]
    extensions.write_text("student,days\nben,1\nzoe,3\nyan,1\n", encoding="utf-8")
    assert reckoned("--due", "2026-11-02 09:00", "--grace", "0", "--extensions", extensions) == ["4.5", "1", "10"]
    assert reckoned() == ["4.5", "1", "10"]
    assert "4.5 / 10" in (out / "students" / "ben.html").read_text(encoding="utf-8")


def test_each_student_has_a_result_and_a_report(batch):
    _, _, out = batch
    files = sorted(path.name for path in (out / "students").iterdir())
    assert len(files) == 14
    assert {"ada.html", "ada.json"} <= set(files)
    result = from_json((out / "students" / "ben.json").read_bytes())
    assert (result.submission, result.points, result.seed) == ("ben", 5.0, 3)
    assert result.checks[0].diagnoses[0].name == "wrong-values"
    assert str(out.parent) not in (out / "students" / "eve.html").read_text()


def test_a_second_run_grades_only_what_changed_and_starts_nothing_for_nothing(batch, course, tmp_path):
    _, box, out = batch
    box, out = shutil.copytree(box, tmp_path / "box"), shutil.copytree(out, tmp_path / "out")
    before = rows(out)
    (out / "students" / "ada.html").unlink()
    done = process(
        "batch", *BEST, box, "--out", out, "--course", course, env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}
    )
    assert "0 graded, 7 unchanged since the last run, of 7 submissions." in done.stdout
    assert "importtime" not in done.stdout
    assert (out / "students" / "ada.html").is_file()
    assert rows(out) == before
    hand_in(box, ben=REFERENCE)
    assert "1 graded, 6 unchanged" in process("batch", *BEST, box, "--out", out, "--course", course).stdout
    assert table(out)["ben"]["computed"] == "10"
    assert "Before the last results came there were 7 students" in (out / "dashboard.html").read_text()


def test_points_by_hand(batch, tmp_path, grade):
    _, _, original = batch
    out = shutil.copytree(original, tmp_path / "out")
    done = grade("override", out, "ben", "sums.total", "2.5", "--why", "half right")
    assert done == (0, "ben: 4 -> 6 / 10, 2 more\n", "")
    assert table(out)["ben"]["overrides"] == "sums.total: 2.5 (half right)"
    assert from_json((out / "students" / "ben.json").read_bytes()).points == 5.0
    page = (out / "students" / "ben.html").read_text()
    assert "sums.total was set by hand to 2.5: half right" in page
    assert "handed in 2 days late: 20 % of the points are taken off" in page
    assert "5 earned, 2.5 more by hand, 1.5 off for lateness = 6" in page
    assert "half right" in (out / "dashboard.html").read_text()
    assert grade("override", out, "ben", "sums.total", "--withdraw") == (0, "ben: 6 -> 4 / 10, 2 fewer\n", "")
    assert table(out)["ben"]["overrides"] == ""


def test_two_batches_side_by_side(batch, tmp_path, grade):
    _, _, original = batch
    out = shutil.copytree(original, tmp_path / "later")
    grade("override", out, "ben", "sums.total", "5", "--why", "better now")
    done = grade("compare", original, out, "--html", tmp_path / "both.html")
    assert done == (0, f"Comparison: {tmp_path / 'both.html'}\n", "")
    assert "ben" in (tmp_path / "both.html").read_text()
    done = grade("compare", original, tmp_path, "--html", tmp_path / "both.html")
    sentence = f"{tmp_path} holds no gradebook; grade batch SUBMISSIONS --out {tmp_path} makes one"
    assert done == (2, "", f"grade: {sentence}\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("bem", "sums.total", "1", "--why", "x"), "there is no student 'bem'; did you mean 'ben'?"),
        (
            ("ben", "sums.totl", "1", "--why", "x"),
            "there is no check, function or exercise 'sums.totl'; did you mean 'sums.total'?",
        ),
        (("ben", "sums.total", "5.5", "--why", "x"), "sums.total is worth 0 to 5 points, not 5.5"),
        (("ben", "sums.total", "1"), "give STUDENT, PLACE, POINTS and --why"),
        (("ben", "sums.total", "--why", "x"), "give STUDENT, PLACE, POINTS and --why"),
        (("ben", "sums.total", "1", "--withdraw"), "give STUDENT and PLACE, for --withdraw"),
        (("ben", "sums.total", "1", "--cause", "x", "--why", "x"), "give PLACE, POINTS and --why, for --cause"),
        (("ben", "sums.total", "--cause", "x", "--withdraw"), "give PLACE, for --cause and --withdraw"),
        (("ben", "sums.total", "one", "--why", "x"), "'one' is no number of points"),
        (
            ("ben", "--from", "list.csv"),
            "--from goes with no PLACE, no --cause and no --withdraw: the list says it all",
        ),
    ],
)
def test_points_that_cannot_be_given(batch, arguments, sentence, grade):
    _, _, out = batch
    assert grade("override", out, *arguments) == (2, "", f"grade: {sentence}\n")


def test_points_of_all_with_a_mistake_and_of_a_list(batch, tmp_path, grade):
    _, _, original = batch
    out = shutil.copytree(original, tmp_path / "out")
    cause = "The mean is taken in place of the sum."
    done = grade("override", out, "total", "1", "--cause", cause, "--why", "nearly")
    assert done == (0, "ben: 4 -> 4.8 / 10, 0.8 more\n", "")
    (tmp_path / "list.csv").write_text(f"student,cause,place,points\nada,,whole,9\n,{cause},sums,0\ncleo,,sums,0\n")
    _, printed, _ = grade("override", out, "--from", tmp_path / "list.csv", "--why", "seen in class")
    assert printed.splitlines() == [
        "ada: 10 -> 9 / 10, 1 fewer",
        "ben: 4.8 -> 0 / 10, 4.8 fewer",
        "cleo: 0 -> 0 / 10, as before",
        "3 students: 0 with more points, 2 with fewer.",
    ]


def test_an_interrupted_batch_says_how_far_it_is(course, tmp_path, monkeypatch, capsys):
    def interrupted(self, hand_ins, start, step):
        self.tally.kept = 1
        raise KeyboardInterrupt

    monkeypatch.setattr("tensorgrade.commands.batch.Batch.run", interrupted)
    box = hand_in(tmp_path / "box", ada=REFERENCE, ben=MEAN)
    with pytest.raises(KeyboardInterrupt):
        run_batch(BatchOptions(box, tmp_path / "out", course=course, isolation="best"))
    assert capsys.readouterr().err == "1 of 2 graded; run the same command again to go on.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("gone", "--out", "out"), "gone is not there"),
        (("box", "--out", "box/ada/ex01_sums.py"), "box/ada/ex01_sums.py cannot be written: Not a directory"),
        (("box", "--out", "out", "--exercise", "smus"), "there is no exercise 'smus'; did you mean 'sums'?"),
        (
            ("box", "--out", "out", "--due", "soon"),
            "--due 'soon' is no date and time, such as '2026-11-30 23:59'",
        ),
        (("box", "--out", "out", "--roster", "no.csv"), "the roster no.csv cannot be read: No such file or directory"),
        (("box", "--out", "out", "--jobs", "0"), "Invalid value for '--jobs': 0 is not in the range 1<=x<=256."),
        (("box",), "Missing option '--out'."),
    ],
)
def test_batches_that_cannot_begin(course, tmp_path, arguments, sentence, grade, monkeypatch):
    hand_in(tmp_path / "box", ada=REFERENCE)
    monkeypatch.chdir(tmp_path)
    assert grade("batch", *BEST, *arguments, "--course", course) == (2, "", f"grade: {sentence}\n")


def test_a_class_is_graded_to_its_end_where_nobody_reads_what_is_told(course, tmp_path):
    box = hand_in(tmp_path / "box", ada=REFERENCE)
    (box / "tom.txt").write_text("told at once")
    reading, writing = os.pipe()
    os.close(reading)
    command = [*COMMAND, str(box), "--out", str(tmp_path / "out"), "--course", str(course)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert table(tmp_path / "out")["ada"]["points"] == "10"


needs_sandbox = pytest.mark.skipif(best_level() < Level.sealed, reason="no sandbox here can make the disk of this test")
SANDBOX = [str(program()), "--bind", "/", "/", "--dev-bind", "/dev", "/dev"]


def graded_with(course, box, out, mount):
    """Grade a class where the folder of its results is mounted in another way."""
    command = [*SANDBOX, *mount, *COMMAND, str(box), "--out", str(out), "--course", str(course)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@needs_sandbox
def test_a_folder_that_is_read_only(course, tmp_path):
    box, out = hand_in(tmp_path / "box", ada=REFERENCE), tmp_path / "out"
    out.mkdir()
    done = graded_with(course, box, out, ["--ro-bind", str(out), str(out)])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"grade: {out} cannot be written: Read-only file system\n"


@needs_sandbox
def test_a_full_disk_loses_nothing(course, tmp_path):
    box = hand_in(tmp_path / "box", **{f"s{number}": REFERENCE for number in range(12)})
    out = tmp_path / "out"
    out.mkdir()
    done = graded_with(course, box, out, ["--size", "200000", "--tmpfs", str(out)])
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(f"grade: {out}") or done.stderr.startswith(f"grade: the gradebook {out}")
    assert "No space left on device" in done.stderr or "disk is full" in done.stderr or "disk I/O" in done.stderr


@pytest.mark.slow
def test_a_batch_killed_at_any_moment_goes_on(course, tmp_path, request):
    kills, students = (20, 24) if request.config.getoption("--long") else (2, 8)
    draw = random.Random(11)
    variants = [REFERENCE, MEAN, STUB, EXITS]
    box = hand_in(tmp_path / "box", **{f"s{number:02}": variants[number % 4] for number in range(students)})
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert process("batch", *BEST, box, "--out", whole, "--course", course, "--seed", 5).returncode == 0
    seconds = duration_of(whole)
    command = [*COMMAND, str(box), "--out", str(killed), "--course", str(course), "--seed", "5"]
    for _ in range(kills):
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for_start(killed, running)
        time.sleep(draw.uniform(0, seconds / 3))
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
    assert process("batch", *BEST, box, "--out", killed, "--course", course).returncode == 0
    assert rows(killed) == rows(whole)
    log = (killed / "batch.log").read_text()
    assert all(log.count(f"'s{number:02}' graded") <= 1 for number in range(students))
    assert sorted(path.name for path in (killed / "students").iterdir()) == sorted(
        path.name for path in (whole / "students").iterdir()
    )


def duration_of(out):
    """How long the grading of a batch took, by its log."""
    times = [line[:23] for line in (out / "batch.log").read_text().splitlines()]
    first, last = (
        time.mktime(time.strptime(text.split(",")[0], "%Y-%m-%d %H:%M:%S")) for text in (times[1], times[-1])
    )
    return max(1.0, last - first)


def wait_for_start(out, process):
    """Wait until a batch has begun to write, or has ended."""
    before = lines_of(out / "batch.log")
    while process.poll() is None and lines_of(out / "batch.log") <= before + 1:
        time.sleep(0.01)


def lines_of(path):
    return len(path.read_text().splitlines()) if path.exists() else 0


@pytest.mark.usefixtures("shared_launchers")
def test_one_on_whom_we_fail_spoils_only_itself_and_is_tried_again(tmp_path, course, monkeypatch, capsys):
    box, out = (
        hand_in(tmp_path / "box", ada=REFERENCE, ben=REFERENCE, cleo=MEAN, dora=REFERENCE, eve=REFERENCE),
        tmp_path / "out",
    )
    asked = BatchOptions(box, out, course=course, jobs=2, isolation="separate")

    def overflows(symptom):
        raise OverflowError("int too large to convert to float")

    with monkeypatch.context() as broken:
        broken.setattr("tensorgrade.judgement.diagnosis.pictures_of", overflows)
        assert run_batch(asked) == 3
    found = table(out)
    fault = "not graded, the grader failed: OverflowError: int too large to convert to float"
    assert {student: (row["points"], row["problem"]) for student, row in found.items()} == {
        "ada": ("10", ""), "ben": ("10", ""), "cleo": ("", fault), "dora": ("10", ""), "eve": ("10", "")
    }  # fmt: skip
    said = capsys.readouterr().out
    assert f"cleo: {fault}" in said and "1 not graded; run the same command again." in said
    assert "'cleo': Traceback (most recent call last):" in (out / "batch.log").read_text()
    assert from_json((out / "students" / "cleo.json").read_bytes()).is_graded is False
    assert run_batch(asked) == 0
    assert "1 graded, 4 unchanged since the last run, of 5 submissions." in capsys.readouterr().out
    assert (table(out)["cleo"]["points"], table(out)["cleo"]["problem"]) == ("5", "")
