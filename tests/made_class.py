"""A gradebook made by hand: three who left the same, two with a known mistake, two right ways, one who attacks."""

from contextlib import closing
from pathlib import Path

from made_results import HOSTILE, diagnosis
from msgspec.structs import replace
from results import result
from symptoms import CASE, evidence, tensor
from tiny_course import REFERENCE

from tensorgrade.classroom.about import About
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.groups import keep_groups
from tensorgrade.classroom.holdings import Holding
from tensorgrade.classroom.ways import ways_of
from tensorgrade.course.catalogue import Course
from tensorgrade.kept_runs import Runs, packed_runs
from tensorgrade.protocol.transcript import Transcript
from tensorgrade.scoring.behaviour import Behaviour
from tensorgrade.scoring.result import SubmissionResult, lessons_by_name

MAX = REFERENCE.replace("x.sum()", "x.max()")
OTHER_RIGHT = REFERENCE.replace("x.sum()", "torch.sum(x)")
HOSTILE_SOURCE = f"# {HOSTILE}\n" + MAX


def wrong(student: str, text: str = "told") -> SubmissionResult:
    """A result in which `total` fails with a lesson; `text` stands in all that a submission can bring in."""
    graded = result(student, a=0.0, b=2.0)
    (exercise,) = graded.exercises
    checks = (replace(exercise.checks[0], diagnoses=(diagnosis("wrong-values", text),)), *exercise.checks[1:])
    return replace(graded, exercises=(replace(exercise, checks=checks, lessons=lessons_by_name(checks)),))


def behaviour(why: str = "", text: str = "told") -> Behaviour:
    """How `total` fails, known where it is said why."""
    return Behaviour("sums", "total", bool(why), why, (CASE.id,), ("a",), diagnosis("wrong-values", text))


def left(*numbers: float) -> bytes:
    """What was left in the one case, packed."""
    return packed_runs(Runs(7, Transcript({CASE.id: evidence(("result", tensor(list(numbers))))})))


def put(book: Gradebook, course: Course, graded: SubmissionResult, source: str, **kept: object) -> None:
    """Write a student's row, with what is kept of the hand-in."""
    student = graded.submission
    files = {"ex01_sums.py": source.encode()}
    holding = Holding(files, ways=ways_of(files, course.exercises), **kept)
    page = f"page{len(book.pages())}" if student == HOSTILE else student
    book.put(book.row_of(student, page, graded, None, ""), f"k 7 {student}", holding=holding)


def made_class(out: Path, course: Course) -> Path:
    """Write a gradebook of nine students into a folder."""
    with closing(Gradebook(out)) as book:
        book.put_about(About("box", ("sums",), 7))
        for student in ("ada", "ben"):
            put(book, course, result(student, a=2.0, b=2.0), REFERENCE)
        put(book, course, result("cleo", a=2.0, b=2.0), OTHER_RIGHT)
        put(book, course, wrong("dora"), MAX, behaviours=(behaviour(),), runs=left(3.0, 4.0))
        put(book, course, wrong("eve"), MAX, behaviours=(behaviour(),), runs=left(3.0, 4.0 + 1e-7))
        put(book, course, wrong("finn"), MAX, behaviours=(behaviour(),), runs=left(5.0, 4.0))
        put(book, course, wrong("gus"), MAX, behaviours=(behaviour("The mean is taken."),), runs=left(1.0, 1.0))
        put(book, course, wrong("hal"), MAX, behaviours=(behaviour("The mean is taken."),), runs=left(1.0, 1.0))
        hostile = wrong(HOSTILE, HOSTILE)
        put(book, course, hostile, HOSTILE_SOURCE, behaviours=(behaviour("", HOSTILE),), runs=left(3.0, 4.0))
        keep_groups(book, course)
    return out
