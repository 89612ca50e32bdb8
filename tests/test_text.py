"""Text that comes from a submission, before it is stored or printed."""

import pytest

from grader.text import inert, plain


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("::error::forged", ": :error::forged"),
        ("   ::stop-commands::x", "   : :stop-commands::x"),
        ("x ##[add-mask]y", "x # #[add-mask]y"),
        ("a :: b", "a :: b"),
        ("# plain", "# plain"),
    ],
)
def test_a_line_holds_no_workflow_command(line, printed):
    assert inert(line) == printed


def test_control_and_direction_characters_are_written_as_escapes():
    assert plain("a\x1b[2J\u202eb\ud800") == "a\\x1b[2J\\u202eb\\ud800"
    assert plain("a\tb\nc") == "a\tb\nc"
    assert plain("x" * 10, 4) == "xxxx..."
