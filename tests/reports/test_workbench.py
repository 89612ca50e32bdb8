"""The workbench of `grade watch` on results made by hand: printed whole, and fitted to a screen of any size."""

import io
from dataclasses import replace

import msgspec
import pytest
from made_results import check, diagnosis, exercise, perfect, result
from rich.console import Console
from rich.text import Text

from tensorgrade.scoring.result import CodeLine, Excerpt
from tensorgrade_reports.overview import Location, step_of
from tensorgrade_reports.terminal.result import FAREWELL
from tensorgrade_reports.terminal.screens import LiveScreen, PrintedScreen
from tensorgrade_reports.terminal.workbench import OLD, Page, Workbench, WorkbenchView, after, marks_of


def console(width=80, height=24):
    return Console(file=io.StringIO(), width=width, height=height, highlight=False, emoji=False, markup=False)


def printed(workbench):
    out = console()
    PrintedScreen(out).draw(workbench)
    return out.file.getvalue()


def drawn(workbench, width=80, height=24):
    """The lines of the screen."""
    out = console(width, height)
    with out.capture() as captured:
        out.print(WorkbenchView(workbench), height=height, end="")
    return [line.rstrip() for line in captured.get().splitlines()]


WHOLE = """\
✗ sums.total
total: told
  rule      told
  actual    told actual
  expected  told expected
  where     told where
  cause     told `cause`
  remedy    told remedy
  more      grade explain wrong-shape
  worth     1 point

  told.py
     9  def total(x):
        # x = told
  > 10      return told  <- raised here
            # returns 3

  ✗ total  ✗ mean  · least
  sums   3 / 6  ✗ ✗ ·
  loops  1 / 3  ✗ ✗ ✓
Score 4 / 9
"""


def test_a_failure_is_printed_whole_with_the_names_of_the_marks():
    assert printed(Workbench(result(), "sums.total")) == WHOLE


def test_an_unwritten_function_shows_where_it_is_and_its_public_rules():
    workbench = Workbench(result(), "sums.least", {"sums.least": Location("exercises/ex01_sums.py", 7)})
    assert printed(workbench).startswith(
        "· sums.least\nNext: write sums.least\n  exercises/ex01_sums.py:7\n  rules  least does it\n\n"
    )


def test_what_passes_names_the_next():
    text = printed(Workbench(result(), "loops.fine"))
    assert text.startswith("✓ loops.fine\nloops.fine passes all its checks. Press n for the next: sums.total\n")


def test_what_fails_comes_before_what_is_not_written_also_where_that_stands_nearer():
    graded = result()
    desk = Workbench(graded, "sums.mean")
    assert desk.others == ["loops.forever", "loops.gone", "sums.least", "sums.total"]
    assert Workbench(graded, "loops.fine").others[0] == step_of(graded).key == "sums.total"


def test_no_mark_is_parted_from_its_name():
    out = Console(file=io.StringIO(), width=20, highlight=False)
    out.print(marks_of(result().exercises[0]))
    assert out.file.getvalue() == "✗ total  ✗ mean\n· least\n"


def test_all_done():
    assert printed(Workbench(perfect(), "sums.total")).startswith(
        "✓ sums.total\n"
        "All done: every check passed.\n"
        "Nothing is left to write. Hand in your work as your course asks for it.\n"
        "Your instructor grades it on other inputs, and with further checks.\n"
    )


def test_the_functions_after_one_end_before_it():
    assert after(["a", "b", "c"], "b") == ["c", "a"]


def test_a_screen_has_the_verdict_on_top_and_the_keys_below():
    lines = drawn(Workbench(result(), "sums.total", told="graded sums in 0.31 s", has_keys=True))
    assert len(lines) == 24
    assert lines[:2] == ["✗ sums.total", "total: told"]
    assert lines[-2:] == [
        "Score 4 / 9   graded sums in 0.31 s",
        "h hint   e explain   m more   n next   r report   q quit",
    ]
    assert "  loops  1 / 3  ✗ ✗ ✓" in lines


def long_failure():
    told = msgspec.structs.replace(
        diagnosis(), cause="because " * 60, remedy="change this " * 60, printed="\n".join(map(str, range(8)))
    )
    checks = (check("total", "failed", told, title="total adds up"), check("mean", "passed"))
    one = exercise("sums", checks)
    return msgspec.structs.replace(perfect(), points=1.0, possible=2.0, exercises=(one,))


@pytest.mark.parametrize(("width", "height"), [(80, 24), (60, 14), (40, 10), (20, 5), (200, 60)])
def test_the_verdict_fits_every_screen(width, height):
    lines = drawn(Workbench(long_failure(), "sums.total"), width, height)
    assert len(lines) == height
    assert max(map(len, lines)) <= width
    assert lines[:2] == ["✗ sums.total", "total: told"]


def test_what_does_not_fit_leaves_the_telling_rows_and_says_so():
    lines = drawn(Workbench(long_failure(), "sums.total"), height=12)
    assert [line[:10].strip() for line in lines[2:8]] == ["actual", "expected", "where", "remedy", "", "… m show"]


CODE = Excerpt("ex01_sums.py", "total(x)", (CodeLine(5, "def total(x):"), CodeLine(6, "    return x.smu()", "raised")))


def with_code(graded):
    first, *others = graded.exercises[0].lessons
    lessons = (msgspec.structs.replace(first, code=CODE), *others)
    exercises = (msgspec.structs.replace(graded.exercises[0], lessons=lessons), *graded.exercises[1:])
    return msgspec.structs.replace(graded, exercises=exercises)


def test_the_student_s_own_code_stands_below_where_there_is_room():
    workbench = Workbench(with_code(result()), "sums.total")
    assert "  > 6      return x.smu()  <- raised here" in drawn(workbench)
    small = drawn(workbench, height=14)
    assert "  > 6      return x.smu()  <- raised here" not in small
    assert "  … m shows all of it" in small


def test_a_verdict_is_marked_as_old_as_soon_as_the_file_is_saved():
    workbench = Workbench(result(), "sums.total", told="grading sums: 3 of 40", since=0.0)
    lines = drawn(workbench)
    assert lines[0] == f"… sums.total   {OLD}".rstrip()
    assert lines[-2].startswith("Score 4 / 9   grading sums: 3 of 40, ")


def test_a_page_is_read_part_by_part_in_the_place_of_the_verdict():
    page = Page("total: hint 1 of 3", Text("\n".join(f"line {i}" for i in range(30))))
    out = console(height=12)
    following = LiveScreen(out).next_part(page)
    assert following == 8
    assert LiveScreen(out).next_part(replace(page, first=24)) is None
    lines = drawn(Workbench(result(), "sums.total", page=replace(page, first=following), has_keys=True), height=12)
    assert lines[:4] == ["total: hint 1 of 3", "", "line 8", "line 9"]
    assert lines[-1] == "space on   b back   h hint   e explain   m more   n next   r report   q quit"


def test_what_passed_before_a_save_is_not_told_as_passing_while_that_is_graded():
    workbench = Workbench(perfect(), "sums.total", told="grading sums: 3 of 40, total", since=0.0)
    lines = drawn(workbench)
    assert lines[:2] == [f"… sums.total   {OLD}".rstrip(), "sums.total passed before your save."]
    assert "All done" not in "".join(lines)
    assert lines[-2].startswith("Score 2 / 2   grading sums: 3 of 40, total, ")


def test_the_end_is_told_where_all_exercises_are_watched_and_no_file_has_a_fault():
    workbench = Workbench(perfect(), "sums.total")
    assert drawn(workbench)[1:3] == ["All done: every check passed.", FAREWELL.splitlines()[0]]
    assert drawn(replace(workbench, is_whole=False))[1:3] == ["All done: every check passed.", ""]
    (one,) = perfect().exercises
    broken = msgspec.structs.replace(diagnosis("import-failed"), where="a.py, line 3")
    graded = msgspec.structs.replace(perfect(), exercises=(msgspec.structs.replace(one, at_import=(broken,)),))
    lines = drawn(replace(workbench, result=graded))
    assert lines[1:3] == ["Every check passed. Next: fix the file of sums: a.py, line 3.", ""]
