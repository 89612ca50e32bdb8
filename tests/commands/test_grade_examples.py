"""`grade examples`: which right answers a student's asserts refuse, and how many mistakes they catch."""

import pytest
from released import release
from tiny_course import MISTAKE, write

from tensorgrade.answers.examples import ExampleOutcome, TriedAnswer, count_examples, right_answers
from tensorgrade.commands.examples import show
from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade_reports.terminal import result as terminal

MORE = MISTAKE + (
    '\n\ndef product(x):\n    """wrong-values: All is multiplied."""\n    return x.prod()\n'
    '\n\ndef listed(x):\n    """wrong-type: A number comes back."""\n    return x.sum().item()\n'
    '\n\ndef ends(x):\n    """crashed: It ends."""\n    import os\n    os._exit(0)\n'
)
EXAMPLES = """\
ones = torch.ones(3)
assert total(ones) == 3

for length in (1, 2):
    assert total(torch.ones(length)) == length
assert total(torch.tensor([2.0, 2.0])) == 5
assert total(nothing)
"""
TOLD = """\
sums.total: 5 examples, 2 right answers
  line 6: assert total(torch.tensor([2.0, 2.0])) == 5
    refuses 2 right answers: the course's, einsum
  line 7: assert total(nothing)
    refuses 2 right answers: the course's, einsum
  3 of 4 known mistakes caught
  not caught: wrong-type
"""


@pytest.mark.worker
def test_examples_are_tried_on_right_answers_and_on_mistakes(tmp_path, grade):
    root = write(tmp_path / "course", mistake=MORE)
    file = tmp_path / "examples.py"
    file.write_text(EXAMPLES, encoding="utf-8")
    assert grade("examples", "sums.total", file, "--course", root) == (1, TOLD, "")


def test_what_is_told_of_good_examples_and_of_those_that_end_the_process(capsys):
    answers = (TriedAnswer("a", b"", "wrong-values"), TriedAnswer("b", b"", "wrong-values"))
    show(ExampleOutcome({}, answers, ()), [], terminal.console())
    show(ExampleOutcome({0: ("the course's",)}, (), answers), [], terminal.console())
    assert capsys.readouterr().out == (
        "  no right answer is refused\n  2 of 2 known mistakes caught\n"
        "  the examples end the process\n    refuses 1 right answer: the course's\n"
        "  0 of 2 known mistakes caught\n  not caught: wrong-values (2)\n"
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("assert total(\n", "the examples cannot be read at line 1: Python cannot read it (SyntaxError)"),
        ("# nothing\n", "there is no example in the file: write one as `assert total(x) == ...`"),
    ],
)
def test_what_is_no_example(text, sentence):
    with pytest.raises(CourseError) as told:
        count_examples(text)
    assert str(told.value) == sentence


def test_without_the_solutions_there_is_nothing_to_try_them_on(tmp_path):
    course = read_course(release(tmp_path))
    with pytest.raises(
        CourseError, match=r"examples are tried on the solutions, and solutions/ex01_sums\.py is not here"
    ):
        list(right_answers(course, course.exercises[0], "total"))


def test_a_file_that_cannot_be_read(tmp_path, grade):
    file = tmp_path / "examples.py"
    file.write_bytes(b"\xff\xfe\x00")
    status, _, told = grade("examples", "sums.total", file, "--course", write(tmp_path / "course"))
    assert (status, told.startswith(f"grade: {file} cannot be read: ")) == (2, True)
