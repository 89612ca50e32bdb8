"""The words that students meet: short sentences, hints of one size with an example, no word that the glossary rules out.

The texts are stubs, hints, the pages and sentences of diagnoses, and what the commands for students print.
"""

import ast
import doctest
import re
from pathlib import Path

import numpy
import pytest
import torch

from tensorgrade.course.hints import parse

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "grader" / "tensorgrade"
FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`[^`]+`")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n|:\s*\n")
MOST_WORDS = 20
FEWEST_IN_A_HINT, MOST_IN_A_HINT = 60, 120
INSTEAD = re.compile(r"^\| (?P<words>[^|]+) \| (?P<instead>[^|]+) \|$", re.MULTILINE)

HINTS = {
    f"{path.stem}.{function} {number}": hint
    for path in sorted((ROOT / "exercises" / "hints").glob("*.md"))
    for function, hints in parse(path.read_text(encoding="utf-8")).items()
    for number, hint in enumerate(hints, 1)
}


def docstrings_of(path):
    """The prose of a stub's docstrings, without their examples, by name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in [tree, *tree.body]:
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and (text := ast.get_docstring(node)):
            yield f"{path.stem}.{getattr(node, 'name', 'file')}", text.partition(">>>")[0]


STUBS = dict(pair for path in sorted((ROOT / "exercises").glob("ex*.py")) for pair in docstrings_of(path))


def sentences_in(text):
    """The sentences of a text, with a word for each code span."""
    prose = SPAN.sub("code", FENCED.sub("", text))
    return [" ".join(part.split()) for part in SENTENCE_END.split(prose) if part.strip()]


def too_long(text):
    return [sentence for sentence in sentences_in(text) if len(sentence.split()) > MOST_WORDS]


@pytest.mark.parametrize("text", [*STUBS.values(), *HINTS.values()], ids=[*STUBS, *HINTS])
def test_sentences_are_short(text):
    assert too_long(text) == []


@pytest.mark.parametrize("hint", HINTS.values(), ids=HINTS)
def test_hints_are_of_one_size(hint):
    words = [word for word in hint.split() if not word.startswith("```")]
    assert FEWEST_IN_A_HINT <= len(words) <= MOST_IN_A_HINT


@pytest.mark.parametrize("hint", [HINTS[name] for name in HINTS if name.endswith(" 2")])
def test_a_second_hint_has_an_example_that_is_true(hint):
    from torch import nn
    from torchvision import datasets, transforms

    names = {"torch": torch, "np": numpy, "nn": nn, "datasets": datasets, "transforms": transforms}
    code = "\n".join(line for block in FENCED.findall(hint) for line in block.splitlines() if "```" not in line)
    example = doctest.DocTestParser().get_doctest(f"{code}\n", dict(names), "hint", None, None)
    assert example.examples
    assert doctest.DocTestRunner().run(example).failed == 0
