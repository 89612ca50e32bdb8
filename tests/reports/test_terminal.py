"""The result on the terminal, read whole, and the same words as the page's."""

import io

import msgspec
from made_results import HOSTILE, check, diagnosis, exercise, perfect, result
from page_structure import parse
from rich.console import Console

from tensorgrade.judgement.wording import last_lines
from tensorgrade.scoring.result import Lesson
from tensorgrade_reports.html.page import page
from tensorgrade_reports.terminal import result as terminal

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

also to mend -------------------------------------------------------------------
sums.mean      told
loops.forever  told
loops.gone     told

Score 4 / 9
Next: mend total, or ask for a hint with `grade hint sums.total`.
"""


def shown(graded, width=80, **options):
    out = Console(file=io.StringIO(), width=width, highlight=False, emoji=False, markup=False, **options)
    terminal.show(graded, out)
    return out.file.getvalue()


def test_the_first_failure_in_full_and_the_others_in_a_line_each():
    assert shown(result()) == WHOLE


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
Next: mend total, or ask for a hint with `grade hint sums.total`.
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
Next: mend the file of sums: told where.
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
