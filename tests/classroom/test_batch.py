"""A class into a gradebook, with an engine that only pretends to grade."""

import contextlib
from contextlib import closing

import pytest
from msgspec.structs import replace
from results import check, result
from tiny_course import REFERENCE, write

from tensorgrade.classroom import batch
from tensorgrade.classroom.batch import Batch, Plan, Tally, remarks
from tensorgrade.classroom.claim import BatchError, check_class, claimed
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.holdings import Holdings
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.intake import find_hand_ins
from tensorgrade.classroom.page_names import page_name
from tensorgrade.classroom.roll import call_roll
from tensorgrade.classroom.roster import Listed, Roster
from tensorgrade.classroom.times import parse_time
from tensorgrade.classroom.work import Done
from tensorgrade.course.catalogue import read_course
from tensorgrade.exits import Fault
from tensorgrade.grading import Graded
from tensorgrade.isolation.levels import Level
from tensorgrade.scoring.result import ExerciseResult, SubmissionResult, ungraded_result
from tensorgrade.scoring.standing import Override


class Engine:
    """Gives everybody two points and remembers whom."""

    cost = "recording took 1.5 s"

    def __init__(self, faults=(), broken=()):
        self.graded = []
        self.seeds = {}
        self.starts = 0
        self.faults = faults
        self.broken = broken

    @contextlib.contextmanager
    def start(self):
        self.starts += 1
        yield self

    def grade(self, works):
        for work in works:
            name = work.submission.name
            self.graded.append(name)
            self.seeds[name] = work.seed
            given = Graded(replace(result(name, a=2.0), seed=work.seed), self.faults)
            fault = Fault("the launcher is gone", "Traceback: line 1") if name in self.broken else work.fault
            yield Done(work.submission, Graded(ungraded_result(given.result), ()) if fault else given, fault)


class Class:
    """A box of hand-ins, the folder of its gradebook, and what was said."""

    def __init__(self, root):
        self.course = read_course(write(root / "course"))
        self.box, self.out = root / "box", root / "out"
        self.said, self.written, self.unwritable, self.steps = [], [], (), 0
        for name in ("ada", "ben", "cleo"):
            self.hand_in(name)

    def hand_in(self, name, text=REFERENCE):
        (self.box / name).mkdir(parents=True, exist_ok=True)
        (self.box / name / "ex01_sums.py").write_text(text)

    def step(self):
        self.steps += 1

    def write(self, row):
        if row.student in self.unwritable:
            raise ZeroDivisionError("a page of nothing")
        self.written.append(row)

    def grade(self, engine, key="k", roster=None, fresh=False, seed=7):
        plan = Plan(self.course, self.course.exercises, seed, 100 + seed, key, Level.separate)
        with claimed(self.out) as book:
            batch = Batch(plan, book, self.write, lambda *told: self.said.append(told), fresh)
            roll = call_roll(find_hand_ins(self.box).hand_ins, roster or Roster())
            tally = batch.run(roll.hand_ins, engine.start, self.step)
            self.keys = book.keys()
            self.rows = {row.student: row for row in book.rows()}
        return tally


@pytest.fixture
def class_(tmp_path):
    return Class(tmp_path)


def test_a_class_is_graded_once(class_):
    engine = Engine()
    assert class_.grade(engine) == Tally(found=3, graded=3)
    assert (engine.graded, class_.steps) == (["ada", "ben", "cleo"], 3)
    assert class_.grade(engine) == Tally(found=3, kept=3)
    assert (engine.starts, class_.steps) == (1, 6)
    assert [row.student for row in class_.written] == ["ada", "ben", "cleo"]
    assert class_.said == []
    log = (class_.out / "batch.log").read_text()
    assert log.count(" graded: 2 of 2") == 3
    assert log.splitlines()[-1].endswith(" INFO recording took 1.5 s")


def test_only_what_changed_is_graded_again(class_):
    class_.grade(Engine())
    class_.hand_in("ben", "# better\n")
    class_.hand_in("dora")
    again = Engine()
    assert class_.grade(again) == Tally(found=4, graded=2, kept=2)
    assert again.graded == ["ben", "dora"]
    assert class_.grade(Engine(), key="another course") == Tally(found=4, graded=4)
    assert class_.grade(Engine(), key="another course", fresh=True) == Tally(found=4, graded=4)


def test_hints_opened_since_are_noted_without_grading_again(class_):
    def opened():
        with closing(Gradebook(class_.out)) as book:
            return Holdings(book.database).hints()

    (class_.box / "ada" / ".grade").mkdir()
    (class_.box / "ada" / ".grade" / "hints.json").write_text('{"sums.total": 1}')
    class_.grade(Engine())
    assert opened() == {"ada": {"sums.total": 1}}
    (class_.box / "ada" / ".grade" / "hints.json").write_text('{"sums.total": 2}')
    assert class_.grade(Engine()) == Tally(found=3, kept=3)
    assert opened() == {"ada": {"sums.total": 2}}


def test_students_keep_their_pages(class_):
    class_.hand_in("Ben K")
    class_.grade(Engine())
    page = class_.rows["Ben K"].page
    class_.hand_in("Ben-K")
    class_.hand_in("Ben K", "x = 1\n")
    class_.grade(Engine())
    assert class_.rows["Ben K"].page == page
    assert len({row.page for row in class_.rows.values()}) == 5


def test_names_that_are_alike_do_not_depend_on_who_is_done_first(class_):
    class Backwards(Engine):
        def grade(self, works):
            yield from reversed(list(super().grade(works)))

    class_.hand_in("Ada")
    class_.grade(Backwards())
    assert (class_.rows["Ada"].page, class_.rows["ada"].page) == ("Ada", page_name("ada", ["ada"]))


def test_a_submission_that_cannot_be_read_has_no_files_and_is_told(class_):
    (class_.box / "dora.zip").write_bytes(b"no zip")
    assert class_.grade(Engine()) == Tally(found=4, graded=4, unreadable=1)
    sentence = "dora.zip is no submission: it cannot be read (File is not a zip file)"
    assert class_.said == [("dora", sentence)]
    assert class_.rows["dora"].problem == sentence


def test_a_file_that_cannot_be_read_is_told(class_):
    (class_.box / "ada" / "ex01_sums.py").unlink()
    (class_.box / "ada" / "ex01_sums.py").mkdir()
    (class_.box / "ada" / "ex02_more.py").write_text("x = 1")
    class_.grade(Engine())
    assert class_.said == [("ada", "ex01_sums.py: it is a folder and not a file")]


GONE = "not graded, the grader failed: the launcher is gone"


def test_a_submission_on_which_the_grader_fails_has_a_row_that_says_so_and_is_tried_again(class_):
    assert class_.grade(Engine(broken=["ben"])) == Tally(found=3, graded=2, failed=1)
    assert class_.said == [("ben", GONE)]
    row = class_.rows["ben"]
    assert (row.problem, row.result.is_graded, row.result.points) == (GONE, False, 0.0)
    log = (class_.out / "batch.log").read_text()
    assert f"'ben': {GONE}" in log and "'ben': Traceback: line 1" in log
    again = Engine()
    assert class_.grade(again) == Tally(found=3, graded=1, kept=2)
    assert (again.graded, class_.rows["ben"].problem, class_.rows["ben"].result.points) == (["ben"], "", 2.0)


def test_what_we_fail_to_read_or_to_write_is_a_fault_of_that_row(class_, monkeypatch):
    whole = batch.read_hand_in

    def read(one, course):
        if one.student == "ada":
            raise RecursionError("too deep")
        return whole(one, course)

    monkeypatch.setattr(batch, "read_hand_in", read)
    class_.unwritable = ("cleo",)
    assert class_.grade(Engine()) == Tally(found=3, graded=1, failed=2)
    assert {student: row.problem for student, row in class_.rows.items()} == {
        "ada": "not graded, the grader failed: RecursionError: too deep",
        "ben": "",
        "cleo": "not graded, the grader failed: ZeroDivisionError: a page of nothing",
    }
    assert [row.result.is_graded for row in class_.rows.values()] == [False, True, False]
    monkeypatch.undo()
    class_.unwritable = ()
    assert class_.grade(Engine()) == Tally(found=3, graded=2, kept=1)
    assert all(row.result.is_graded for row in class_.rows.values())


def test_who_hands_in_something_else_is_graded_on_another_seed(class_):
    first = Engine()
    class_.grade(first)
    assert first.seeds == {"ada": 7, "ben": 7, "cleo": 7}
    class_.hand_in("ben", "# better\n")
    class_.hand_in("dora")
    second = Engine()
    class_.grade(second)
    assert second.seeds == {"ben": 107, "dora": 7}
    third = Engine()  # the kit changed: everybody on the seed that they had
    class_.grade(third, key="another course")
    assert third.seeds == {"ada": 7, "ben": 107, "cleo": 7, "dora": 7}


def test_a_submission_that_changes_while_it_is_read_is_left_for_the_next_run(class_, monkeypatch):
    moments = iter(range(1000))
    monkeypatch.setattr("tensorgrade.classroom.intake.stamp", lambda one: next(moments) if one.student == "ben" else 0)
    assert class_.grade(Engine()) == Tally(found=3, graded=2, changing=1)
    assert class_.said == [("ben", "not graded: it changes while it is read")]


def test_ungraded_checks_are_told(class_):
    assert class_.grade(Engine(faults=("sums/total[0]: broken",))).ungraded_checks == 3
    assert class_.said[0] == ("ada", "ungraded: sums/total[0]: broken")


def test_times_come_from_the_roster(class_):
    time = parse_time("2026-01-02T03:04:05Z")
    roster = Roster((Listed(Identity("Ada"), time),))
    class_.grade(Engine(), roster=roster)
    assert (class_.rows["ada"].handed_in, class_.rows["ben"].handed_in) == (time, None)
    class_.grade(Engine(), roster=Roster())
    assert class_.rows["ada"].handed_in is None


def test_what_was_changed_by_hand_survives(class_):
    class_.grade(Engine())
    with claimed(class_.out) as book:
        book.override("ada", Override("sums.a", 0.5, "late at night"))
    class_.hand_in("ada", "x = 2\n")
    class_.grade(Engine())
    assert class_.written[-1].standing.points == 0.5


def test_another_class_is_refused(class_, tmp_path):
    class_.grade(Engine())
    exercises = ["sums"]
    with claimed(class_.out) as book:
        check_class(book, class_.box, exercises, ["ada", "ben", "cleo"])
        check_class(book, tmp_path / "moved", exercises, ["ada", "ben", "dora"])
        with pytest.raises(BatchError) as told:
            check_class(book, tmp_path / "other", exercises, ["ada", "zoe"])
        place = tmp_path / "moved"
        assert str(told.value) == f"{book.path} is of the submissions in {place}; name another --out"
        with pytest.raises(BatchError) as told:
            check_class(book, place, ["loops"], ["ada", "ben"])
        assert str(told.value) == f"{book.path} is of other exercises: sums; name another --out"


def test_an_exercise_of_a_gradebook_of_several_is_run_anew_by_another_command(tmp_path):
    with closing(Gradebook(tmp_path)) as book:
        check_class(book, tmp_path, ["sums", "loops"], ["ada"])
        with pytest.raises(BatchError) as told:
            check_class(book, tmp_path, ["loops"], ["ada"])
    way = f"`grade regrade {tmp_path} --exercise loops` runs those alone anew, and another --out begins a gradebook"
    assert str(told.value) == f"{book.path} is of other exercises: sums loops; {way}"


def test_what_needs_a_look():
    outcomes = ["passed", "timed_out", "crashed", "failed", "crashed", "crashed"]
    checks = tuple(check(f"c{number}", 0.0, outcome=outcome) for number, outcome in enumerate(outcomes))
    exercise = ExerciseResult("sums", 0.0, 12.0, (), checks)
    told = remarks(SubmissionResult("grade/1", "ada", "cpu", 0, "separate", 0.0, 12.0, (exercise,)))
    assert list(told) == ["c1 timed out", "c2 and 2 more crashed"]
