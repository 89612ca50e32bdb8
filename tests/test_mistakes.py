"""Known answers: what their files must say of themselves."""

import pytest
from tiny_course import ALTERNATIVE, MISTAKE, write

from tensorgrade.answers.known_answers import known_answers
from tensorgrade.course.catalogue import CourseError, read_course


def test_a_mistake_says_what_it_is(tmp_path):
    course = read_course(write(tmp_path))
    (mistake,) = known_answers(course, course.exercises[0], "mistakes")
    assert (mistake.name, mistake.functions, mistake.diagnosis) == ("sums/mean", ("total",), "wrong-values")
    assert mistake.cause == "The mean is taken in place of the sum."


def test_an_alternative_may_define_several_functions(tmp_path):
    more = ALTERNATIVE + "\n\ndef doubled(x, times=2):\n    return times * x\n"
    course = read_course(write(tmp_path, alternative=more))
    (alternative,) = known_answers(course, course.exercises[0], "alternatives")
    assert alternative.functions == ("total", "doubled")
    assert alternative.diagnosis == ""


def test_a_mistake_may_lack_its_function_where_that_is_the_mistake(tmp_path):
    missing = MISTAKE.replace("wrong-values", "missing-definition").replace("def total", "def totl")
    course = read_course(write(tmp_path, mistake=missing))
    assert known_answers(course, course.exercises[0], "mistakes")[0].functions == ("total",)


def test_an_alternative_that_defines_nothing(tmp_path):
    root = write(tmp_path, alternative="x = 1\n")
    course = read_course(root)
    with pytest.raises(CourseError) as raised:
        known_answers(course, course.exercises[0], "alternatives")
    assert str(raised.value) == f"{root / 'solutions/alternatives/sums/einsum.py'} defines no function of sums"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (MISTAKE.replace("wrong-values", "wrong-valuse"), "there is no diagnosis 'wrong-valuse'"),
        (MISTAKE.replace('"""total: ', '"""total '), "its docstring does not begin with 'function: diagnosis'"),
        (MISTAKE.replace('"""total: ', '"""doubled: '), "its docstring names doubled, which it does not define"),
        ("x = 1\n", "its docstring does not begin with 'function: diagnosis'"),
    ],
)
def test_a_mistake_that_does_not_say_what_it_is(tmp_path, text, sentence):
    root = write(tmp_path, mistake=text)
    course = read_course(root)
    with pytest.raises(CourseError) as raised:
        known_answers(course, course.exercises[0], "mistakes")
    assert str(raised.value) == f"{root / 'solutions/mistakes/sums/mean.py'}: {sentence}"
