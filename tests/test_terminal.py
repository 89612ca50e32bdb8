"""The result on the terminal, read whole, and the same words as the page's."""

import io

from made_results import HOSTILE, perfect, result
from page_structure import parse
from rich.console import Console

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


def test_full_points_need_no_more_words():
    assert shown(perfect()) == "sums  2 / 2\n  ✓   total  2 / 2\n\nScore 2 / 2\nAll done: every check passed.\n"


def test_a_long_line_is_cut_and_names_are_not():
    line = next(one for one in shown(result(text="long " * 40)).splitlines() if one.startswith("sums.mean "))
    assert line.endswith("…")
    assert len(line) == 80


def test_the_page_says_it_in_the_same_words():
    tree = parse(page(result()))
    lines = [" ".join(line.split()) for line in WHOLE.splitlines()]
    for summary in tree.find("summary"):
        assert any(line[2:] == summary.text for line in lines), summary.text
    for one in tree.find("ol", class_="failures")[0].find("li")[1:]:
        assert one.text in lines


def test_markup_and_control_characters_of_a_submission_are_text():
    hostile = f"[red]{HOSTILE}[/red] :smile:"
    written = shown(result(text=hostile), width=400)
    assert f"total: {hostile}" in written
    assert "\x1b" not in written
