"""From a student's answer to the text of a known mistake; how it is proved stands in test_grade_regrade.py."""

import pytest
from tiny_course import MISTAKE, REFERENCE

from tensorgrade.answers.mistake_files import parsed_mistakes
from tensorgrade.classroom.ledger import ActError
from tensorgrade.classroom.teaching import Teaching, suggested_code, with_mistake

HELPED = '''"""Mine."""

import torch
from math import inf

LOW = -inf
OTHER = 1


def largest_of(x):
    """The largest."""
    best = LOW
    for number in x:
        best = max(best, number)
    return best


def total(x):
    """Return the sum."""
    return largest_of(x) if x.dim() else total(x[None])


def doubled(x, times=2):
    return OTHER * x * times
'''
SUGGESTED = """from math import inf

LOW = -inf

def largest_of(x):
    best = LOW
    for number in x:
        best = max(best, number)
    return best

def total(x):
    return largest_of(x) if x.dim() else total(x[None])"""


def test_the_code_that_is_offered_is_the_function_with_what_it_needs_and_no_more():
    assert suggested_code(HELPED.encode(), "total") == SUGGESTED
    assert suggested_code(b"def total(x", "total") == suggested_code(REFERENCE.encode(), "gone") == ""


def test_a_mistake_is_written_behind_the_others_as_they_are_written():
    text = with_mistake(MISTAKE, "total", Teaching("largest", "wrong-values", "The largest.", "Add.", SUGGESTED))
    assert text.startswith(MISTAKE)
    mean, largest = parsed_mistakes("total.py", text).mistakes
    assert (mean.name, largest.name, largest.diagnosis) == ("mean", "largest", "wrong-values")
    assert (largest.cause, largest.remedy) == ("The largest.", "Add.")
    assert "largest(x[None])" in largest.definition.text  # what called itself calls itself
    assert with_mistake(None, "total", Teaching("a", "raised", "b", "", SUGGESTED)).startswith('"""Known mistakes of')


@pytest.mark.parametrize("words", ['ends in "quotes"', 'a """docstring""" in it', "a \\ backslash \\n", "word " * 60])
def test_any_words_come_back_as_they_were(words):
    words = " ".join(words.split())
    text = with_mistake(MISTAKE, "total", Teaching("largest", "wrong-values", words, words, SUGGESTED))
    largest = parsed_mistakes("total.py", text).mistakes[1]
    assert (largest.cause, largest.remedy) == (words, words)
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize("name", ["", "two words", "class", "total", "1st"])
def test_a_name_has_to_be_one_of_a_function(name):
    with pytest.raises(ActError) as told:
        with_mistake(MISTAKE, "total", Teaching(name, "wrong-values", "why", "", SUGGESTED))
    assert str(told.value) == f"{name!r} is no name for a mistake: write one as of a function, such as rows_twice"
