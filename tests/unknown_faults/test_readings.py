"""What readers said of causes is read from the course, and holds for the same words alone."""

import pytest
from tiny_course import write

from tensorgrade.course.catalogue import CourseError, read_course
from tensorgrade.unknown_faults.readings import reading_table, readings_of, without_lines

TOLD = 'It goes wrong at ex01_sums.py, line 12: without `"x"`, every check passes.'


def readings(tmp_path, text):
    course = read_course(write(tmp_path))
    if text is not None:
        (tmp_path / "solutions" / "readings").mkdir(exist_ok=True)
        (tmp_path / "solutions" / "readings" / "sums.toml").write_text(text, encoding="utf-8")
    return readings_of(course, course.exercises[0])


def test_a_course_without_readings(tmp_path):
    assert readings(tmp_path, None) == {}


def test_what_is_written_is_read_again(tmp_path):
    text = reading_table("sums.total.mean", "true", TOLD) + reading_table("sums.total: a -> b", "false", "It is β.")
    assert readings(tmp_path, text) == {
        "sums.total.mean": {without_lines(TOLD): "true"},
        "sums.total: a -> b": {"It is β.": "false"},
    }


def test_the_number_of_a_line_does_not_count():
    assert without_lines(TOLD) == without_lines(TOLD.replace("line 12", "line 7")) != without_lines("line")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[a\n", "cannot be read"),
        ('a = "true"\n', "a is no table of texts"),
        ("[a]\ntrue = 1\n", "a is no table of texts"),
        ('[a]\nmaybe = "x"\n', "a has the verdict maybe; there are true, partly, false"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path, text, why):
    with pytest.raises(CourseError) as raised:
        readings(tmp_path, text)
    assert why in str(raised.value) and "sums.toml" in str(raised.value)
