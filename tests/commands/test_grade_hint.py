"""Hints: read from a file, shown one at a time."""

import json
from pathlib import Path

import pytest
from tiny_course import write

from tensorgrade.commands.hint import remember, show_next
from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.course.hint_files import find, hints_of, parse

NOTED = Path(".grade") / "hints.json"


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return read_course(write(tmp_path))


def test_a_file_splits_at_its_headings_and_numbers():
    text = "# total\n\n1. First.\n   With `more`:\n\n       code\n\n2. Second.\n\n# mean\n\n1. Other.\n"
    assert parse(text) == {"total": ("First.\nWith `more`:\n\n    code", "Second."), "mean": ("Other.",)}


def test_a_course_without_a_file_of_hints_has_none(course):
    assert hints_of(course, course.exercises[0])["total"] == ("Add.", "There is a method.", "`x. ...`")
    (course.root / "exercises/hints/sums.md").unlink()
    assert hints_of(course, course.exercises[0]) == {}


@pytest.mark.parametrize("target", ["sums.total", "total"])
def test_a_function_is_found_by_either_name(course, target):
    exercise, function = find(course, target)
    assert (exercise.slug, function) == ("sums", "total")


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("sums", "sums is an exercise; name one of its functions: sums.total, sums.doubled"),
        ("sums.totl", "there is no function 'sums.totl'; did you mean 'sums.total'?"),
        (
            "zzz",
            "there is no function 'zzz'; `grade status` lists the exercises, and their files have the functions",
        ),
    ],
)
def test_a_name_that_is_none(course, target, sentence):
    with pytest.raises(CourseError) as found:
        find(course, target)
    assert str(found.value) == sentence


def test_the_last_hint_stays_the_last_and_each_function_counts_alone(course):
    assert [remember("sums.total", 3) for _ in range(4)] == [1, 2, 3, 3]
    assert remember("sums.doubled", 3) == 1
    assert json.loads(NOTED.read_text()) == {"sums.total": 3, "sums.doubled": 1}


def test_the_last_hint_is_said_to_be_the_last(course, capsys):
    for _ in range(4):
        show_next("sums.total", course.root)
    assert capsys.readouterr().out == (
        "total: hint 1 of 3\nAdd.\n"
        "total: hint 2 of 3\nThere is a method.\n"
        "total: hint 3 of 3, the last\n`x. ...`\n"
        "total: hint 3 of 3, the last, once more\n`x. ...`\n"
    )


WIDE = """\
# total

1. Add all the numbers of the
   tensor up, and give the sum.
   ```python
   >>> sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
   ```
   - One item with more words than fit
   - Two

       indented = code_that_is_long_enough_to_wrap

   The end.
"""

NARROW = """\
total: hint 1 of 1, the last
Add all the numbers of the tensor up,
and give the sum.
```python
>>> sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
```
- One item with more words than fit
- Two

    indented = code_that_is_long_enough_to_wrap

The end.
"""


def test_a_piped_hint_is_wrapped_at_the_width_and_its_code_is_not(course, capsys, monkeypatch):
    (course.root / "exercises/hints/sums.md").write_text(WIDE, encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "38")
    show_next("sums.total", course.root)
    assert capsys.readouterr().out == NARROW


@pytest.mark.parametrize("kept", ["", "[]", "null", '{"sums.total": "two"}', "\ufffd"])
def test_a_memory_that_cannot_be_read_begins_again(course, kept):
    NOTED.parent.mkdir()
    NOTED.write_text(kept, encoding="utf-8")
    assert [remember("sums.total", 3), remember("sums.total", 3)] == [1, 2]


def test_where_nothing_can_be_noted_the_first_is_shown(course):
    NOTED.parent.write_text("a file where the folder would be")
    assert [remember("sums.total", 3), remember("sums.total", 3)] == [1, 1]
