"""The screen of `grade watch` on results made by hand."""

import io

from made_results import perfect, result
from rich.console import Console

from tensorgrade_reports.terminal.desk import after, show_desk


def shown(graded, focus):
    out = Console(file=io.StringIO(), width=80, highlight=False, emoji=False, markup=False)
    show_desk(graded, focus, out, with_keys=False)
    return out.file.getvalue()


def test_an_unwritten_function_shows_its_public_rules():
    assert shown(result(), "sums.least").startswith("Next: write sums.least; press h for a hint.\n  least does it\n\n")


def test_a_failure_is_shown_in_full():
    text = shown(result(), "sums.total")
    assert text.startswith("sums: total -----")
    assert "  expected  told expected\n" in text


def test_what_passes_names_the_next():
    assert shown(result(), "loops.fine").startswith(
        "loops.fine passes all its checks. Press n for the next: sums.total\n"
    )


def test_the_marks_of_all_exercises():
    assert shown(result(), "loops.fine").endswith("  sums   3 / 6  ✗ ✗ ·\n  loops  1 / 3  ✗ ✗ ✓\nScore 4 / 9\n")


def test_all_done():
    assert shown(perfect(), "sums.total").startswith("All done: every check passed.\n")


def test_the_functions_after_one_end_before_it():
    assert after(["a", "b", "c"], "b") == ["c", "a"]
