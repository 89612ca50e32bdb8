"""The result on the terminal, read whole, and the same words as the page's."""

import io

import msgspec
import pytest
from made_results import HOSTILE, check, diagnosis, exercise, perfect, result
from page_structure import parse
from rich.console import Console

from tensorgrade.judgement.wording import last_lines
from tensorgrade.scoring.result import CodeLine, Excerpt, Lesson
from tensorgrade_reports.html.page import page
from tensorgrade_reports.overview import Location
from tensorgrade_reports.terminal import result as terminal
from tensorgrade_reports.terminal.code import code_table
from tensorgrade_reports.terminal.result import View

WHOLE = """\
sums  3 / 6
  ✗   total  1 / 2  wrong-shape
  ✗   mean   2 / 3  public checks passed; hidden checks 1 of 2: wrong-values
  ·   least  0 / 1  not attempted
loops  1 / 3
  ✗   forever  0 / 1  timed-out
  ✗   gone     0 / 1  crashed
  ✓   fine     1 / 1

sums: total --------------------------------------------------------------------
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

also to fix --------------------------------------------------------------------
sums.mean      told
loops.forever  told
loops.gone     told

Score 4 / 9
Next: fix total
  grade hint sums.total
"""


def shown(graded, width=80, view=terminal.PLAIN_VIEW):
    out = Console(file=io.StringIO(), width=width, highlight=False, emoji=False, markup=False)
    terminal.show(graded, out, view)
    return out.file.getvalue()


def test_the_first_failure_in_full_and_the_others_in_a_line_each():
    assert shown(result()) == WHOLE


def test_every_failure_in_full():
    text = shown(result(), view=View(shows_all=True))
    assert [line for line in text.splitlines() if line.endswith("-----")] == [
        f"{name} {'-' * (79 - len(name))}" for name in ("sums: total", "sums: mean", "loops: forever", "loops: gone")
    ]
    assert text.count("  remedy    told remedy\n") == 4
    assert "also to fix" not in text


def test_the_failures_of_one_function():
    text = shown(result(), view=View(function="sums.mean"))
    assert [line for line in text.splitlines() if line.endswith("-----")] == [f"sums: mean {'-' * 69}"]


def test_what_is_next_is_about_the_function_that_was_asked_for():
    assert shown(result(), view=View(function="loops.gone")).endswith(
        "Score 4 / 9\nNext: fix gone\n  grade hint loops.gone\n"
    )


def test_the_command_that_helps_is_never_broken_and_the_place_is_told():
    place = Location("exercises/ex01_sums_of_very_many_numbers_and_other_things.py", 5)
    lines = shown(result(), width=40, view=View({"sums.total": place})).splitlines()
    assert lines[-3:] == ["Next: fix total", f"  {place.file}:5", "  grade hint sums.total"]


def untouched(*names):
    exercises = tuple(exercise(name, (check("least", "not_attempted", diagnosis("not-attempted")),)) for name in names)
    return msgspec.structs.replace(perfect(), points=0.0, possible=float(len(names)), exercises=exercises)


FIRST_DAY = """\
Nothing is written yet: 2 exercises, 2 functions.

Begin in exercises/ex01_sums.py:5: least
Its docstring is the task. Write your code in the place of `raise NotImplementedError`.

  grade next              opens it in your editor
  grade watch             grades on each save
  grade hint sums.least   gives a start
  grade status            shows where you stand

Score 0 / 2
"""


def test_the_first_day_says_where_to_write_and_what_to_run():
    view = View({"sums.least": Location("exercises/ex01_sums.py", 5)}, is_whole=True)
    assert shown(untouched("sums", "loops"), width=90, view=view) == FIRST_DAY
    assert shown(untouched("sums")).startswith(
        "Nothing is written yet: 1 exercise, 1 function.\n\nBegin in the file of sums"
    )


def test_no_command_of_the_first_day_is_cut_at_80_columns():
    checks = (check("features_to_tensor", "not_attempted", diagnosis("not-attempted")),)
    begun = msgspec.structs.replace(perfect(), points=0.0, exercises=(exercise("tensor_creation", checks),))
    assert "  grade hint tensor_creation.features_to_tensor   gives a start\n" in shown(begun, width=80)


def test_an_exercise_that_was_not_begun_is_one_line_beside_others():
    both = (*perfect().exercises, *untouched("loops").exercises)
    text = shown(msgspec.structs.replace(perfect(), possible=3.0, exercises=both))
    assert text == (
        "sums  2 / 2\n  ✓   total  2 / 2\nloops  0 / 1  1 function, not attempted\n\nScore 2 / 3\n"
        "Next: write least\n  grade hint loops.least\n"
    )


def test_the_end_of_a_course_is_told():
    assert shown(perfect(), view=View(is_whole=True)).endswith(
        "All done: every check passed.\n"
        "Nothing is left to write. Hand in your work as your course asks for it.\n"
        "Your instructor grades it on other inputs, and with further checks.\n"
    )


LESSON = """\
sums  0 / 3
  ✗   total  0 / 3  wrong-shape

sums: total --------------------------------------------------------------------
total: told
  rule      total adds up
  actual    told actual
  expected  told expected
  where     told where
  printed   step 1 \\x1b[31m
            : :error::step 2
  cause     told `cause`
  remedy    told remedy
  more      grade explain wrong-shape
  worth     3 points
  fail too  total of nothing is 0
            total of a matrix

Score 0 / 3
Next: fix total
  grade hint sums.total
"""


def test_one_mistake_is_told_once_with_what_was_printed_and_the_other_rules():
    printed = last_lines("\n".join(["a line"] * 9 + ["", "step 1 \x1b[31m", "::error::step 2", "", ""]))
    assert printed.splitlines()[:-3] == ["a line"] * 5
    shape = msgspec.structs.replace(diagnosis(), printed="\n".join(printed.splitlines()[-2:]))
    checks = (
        check("total", "failed", shape, title="total adds up"),
        msgspec.structs.replace(check("total", "failed", shape, title="total of nothing is 0"), name="test_nothing"),
        check("total", "failed", diagnosis(), visibility="hidden", title="total of a matrix"),
    )
    whole = exercise("sums", checks)
    submission = msgspec.structs.replace(perfect(), points=0.0, possible=3.0, exercises=(whole,))
    assert shown(submission) == LESSON


FILE = """\
sums  0 / 1  syntax-error
  ✗   total  0 / 1

sums ---------------------------------------------------------------------------
ex01_sums.py: the file cannot be read.
  actual    told actual
  expected  told expected
  where     told where
  cause     told `cause`
  remedy    told remedy
  more      grade explain syntax-error
  worth     1 point

Score 0 / 1
Next: fix the file of sums: told where.
"""


def test_a_mistake_of_the_whole_file_is_told_once():
    checks = (check("total", "failed", diagnosis("syntax-error")),)
    told = msgspec.structs.replace(diagnosis("syntax-error"), message="ex01_sums.py: the file cannot be read.")
    lesson = Lesson("", told, (checks[0].name,), "public", 1.0)
    whole = msgspec.structs.replace(exercise("sums", checks), lessons=(lesson,))
    assert shown(msgspec.structs.replace(perfect(), points=0.0, possible=1.0, exercises=(whole,))) == FILE


def test_full_points_need_no_more_words():
    assert shown(perfect()) == "sums  2 / 2\n  ✓   total  2 / 2\n\nScore 2 / 2\nAll done: every check passed.\n"


def test_a_long_line_is_cut_and_names_are_not():
    line = next(one for one in shown(result(text="long " * 40)).splitlines() if one.startswith("sums.mean "))
    assert line.endswith("…")
    assert len(line) == 80


def test_a_marked_line_of_code_is_never_cut_and_others_are():
    long = f"    return {' + '.join(f'part_{number}' for number in range(12))}"
    code = Excerpt("ex01_sums.py", "", (CodeLine(9, long), CodeLine(10, long, "raised", ("x = " + "1" * 90,))))
    out = Console(file=io.StringIO(), width=60, highlight=False)
    out.print(code_table(code))
    assert [line.rstrip() for line in out.file.getvalue().splitlines()] == LONG_CODE.splitlines()


LONG_CODE = """\
ex01_sums.py
   9      return part_0 + part_1 + part_2 + part_3 + part_4…
> 10      return part_0 + part_1 + part_2 + part_3 + part_4
      + part_5 + part_6 + part_7 + part_8 + part_9 + part_10
      + part_11  <- raised here
          # x = 1111111111111111111111111111111111111111111…
"""


def test_the_page_says_it_in_the_same_words():
    tree = parse(page(result()))
    lines = [" ".join(line.split()) for line in WHOLE.splitlines()]
    for details in tree.find("details", class_="function"):
        (summary,) = details.find("summary")
        assert any(line[2:] == summary.text for line in lines), summary.text
    for one in tree.find("ol", class_="failures")[0].find("li")[1:]:
        assert one.text in lines


def test_markup_and_control_characters_of_a_submission_are_text():
    hostile = f"[red]{HOSTILE}[/red] :smile:"
    written = shown(result(text=hostile), width=400)
    assert f"total: {hostile}" in written
    assert "\x1b" not in written


NOTE = """\
sums  2 / 2
  ✓   total  2 / 2

sums: advice, which costs no points --------------------------------------------
total: told
  where   told where
  cause   told `cause`
  remedy  told remedy
  more    grade explain finite-differences

Score 2 / 2
All done: every check passed.
"""


def test_advice_is_told_beside_all_points():
    note = msgspec.structs.replace(diagnosis("finite-differences"), actual="", expected="")
    graded = perfect()
    (one,) = graded.exercises
    graded = msgspec.structs.replace(graded, exercises=(msgspec.structs.replace(one, advice=(note,)),))
    assert shown(graded) == NOTE
    seen = parse(page(graded))
    assert "Advice, which costs no points" in page(graded)
    assert seen is not None and 'id="explain-finite-differences"' in page(graded)


AT_IMPORT = """\
sums  2 / 2
  ✓   total  2 / 2

sums: when the file is imported, which costs no points -------------------------
total: told
  actual    told actual
  expected  told expected
  where     a.py, line 3: load()
  cause     told `cause`
  remedy    told remedy
  more      grade explain import-failed
total: told (a.py, line 5)
total: a.py, line 7 fails.

Score 2 / 2
Every check passed. Next: fix the file of sums: a.py, line 3.
"""


@pytest.mark.parametrize(("columns", "width"), [("80", 80), ("", 120), ("7", 20), ("many", 120)])
def test_piped_output_is_as_wide_as_the_shell_says(monkeypatch, columns, width):
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal.console().width == width


def test_a_fault_of_a_file_is_no_end():
    (one,) = perfect().exercises
    broken = msgspec.structs.replace(diagnosis("import-failed"), where="a.py, line 3: load()")
    graded = msgspec.structs.replace(perfect(), exercises=(msgspec.structs.replace(one, at_import=(broken,)),))
    out = Console(file=io.StringIO(), width=80, highlight=False, emoji=False, markup=False)
    terminal.show_step(graded, out, View(is_whole=True))
    assert out.file.getvalue() == "Every check passed. Next: fix the file of sums: a.py, line 3.\n"


def test_what_failed_at_import_is_told_with_its_places():
    told = [
        msgspec.structs.replace(diagnosis("import-failed", text), where=f"a.py, line {line}: load()")
        for line, text in ((3, "told"), (5, "told"), (7, "a.py, line 7 fails."))
    ]
    graded = perfect()
    (one,) = graded.exercises
    graded = msgspec.structs.replace(graded, exercises=(msgspec.structs.replace(one, at_import=tuple(told)),))
    assert shown(graded) == AT_IMPORT
