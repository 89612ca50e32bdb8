"""Submissions that look alike."""

import sys

import pytest
from tiny_course import REFERENCE

from tensorgrade.classroom import similar as similarity
from tensorgrade.classroom.similar import SimilarityError, SimilarPair, fingerprints, similar_pairs

LOOP = """
def total(x):
    result = 0
    for i in range(len(x)):
        if x[i] > 0 and i % 2 == 0:
            result = result + x[i] * weights[i]
        else:
            result = result - abs(x[i])
    while result > 100:
        result = result // 2
    return [result for _ in range(3)] + sorted(set(x), key=lambda value: -value)
"""
OTHER = """
import itertools


class Total:
    def __init__(self, start):
        self.values = [start]

    def add(self, value):
        self.values.append(value)
        return self

    def __str__(self):
        return ", ".join(f"{value:>3}" for value in itertools.accumulate(self.values))


def total(x):
    adder = Total(0)
    with open("log.txt", "w") as file:
        print(adder, file=file)
    return max(adder.add(value) for value in x if value is not None)
"""


def pairs(sources, stubs=()):
    """Look for pairs in sources, by name."""
    return similar_pairs({name: fingerprints(texts) for name, texts in sources.items()}, fingerprints(stubs))


def test_a_copy_with_other_names_and_comments_is_found():
    copied = "# mine\n" + LOOP.replace("result", "answer").replace("weights", "w").replace("i]", "k]")
    found = pairs({"ada": [LOOP], "ben": [copied], "cleo": [OTHER]})
    assert [(pair.one, pair.other) for pair in found] == [("ada", "ben")]
    assert 0.8 <= found[0].share <= 1.0


def test_what_was_handed_out_and_what_many_have_says_nothing():
    assert pairs({"ada": [LOOP], "ben": [LOOP]}, stubs=[LOOP]) == []
    assert pairs({str(i): [LOOP] for i in range(4)}) == []
    assert pairs({"ada": [LOOP], "ben": [LOOP]}) == [SimilarPair("ada", "ben", 1.0)]


def test_short_and_empty_answers_are_never_alike():
    assert pairs({"ada": ["def f(x):\n    return x\n", ""], "ben": ["def f(x):\n    return x\n"]}) == []


def test_without_copydetect_there_is_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "copydetect", None)
    with pytest.raises(SimilarityError) as caught:
        similarity.fingerprints([REFERENCE])
    assert str(caught.value) == "similar submissions need copydetect: pip install 'tensorgrade[similar]'"
