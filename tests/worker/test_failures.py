"""What is told of an exception that Python raises for a source it cannot read."""

import pytest

from tensorgrade.worker.failures import message_of

LONG = "x = [" + "1, " * 30 + "2 3, " + "4, " * 30 + "]\n"


def error_of(source: str) -> SyntaxError:
    with pytest.raises(SyntaxError) as raised:
        compile(source, "ex01_sums.py", "exec")
    return raised.value


def test_what_python_cannot_read_has_a_mark_below_the_place_and_no_number_of_the_line():
    error = error_of("def total(x):\n    if x.shape[0] != 1\n        return x\n")
    assert message_of(error) == "expected ':'\nif x.shape[0] != 1\n                  ^"


def test_of_a_long_line_the_part_about_the_place_is_shown():
    told, code, mark = message_of(error_of(LONG)).splitlines()
    assert (told, len(code), mark) == ("invalid syntax. Perhaps you forgot a comma?", 56, " " * 40 + "^")
    assert code[40:].startswith("2 3, 4, ")


@pytest.mark.parametrize("details", [(), (("ex01_sums.py", 3, None, None),), (("ex01_sums.py", 3, 2, ""),)])
def test_without_the_code_there_is_no_mark(details):
    assert message_of(SyntaxError("no", *details)) == "no"


def test_a_place_behind_the_line_is_its_end():
    assert message_of(SyntaxError("no", ("ex01_sums.py", 1, 99, "  x\n"))) == "no\nx\n ^"
