"""The words that students meet: short sentences, hints of one size with an example, no word that is ruled out.

The texts are stubs, hints, the pages and sentences of diagnoses, and what the commands for students print.
"""

import ast
import doctest
import re
from pathlib import Path

import numpy
import torch

from tensorgrade.course.hint_files import parse

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


GUIDES = [ROOT / "docs" / "students.md", PACKAGE / "commands" / "handout" / "README.md.txt"]
ITEM = re.compile(r"^(?:- |\| ?|#+ )", re.MULTILINE)


def test_sentences_are_short():
    guides = {path.name: ITEM.sub("\n\n", path.read_text(encoding="utf-8")) for path in GUIDES}
    long = {name: too_long(text) for name, text in {**STUBS, **HINTS, **guides}.items()}
    assert {name: sentences for name, sentences in long.items() if sentences} == {}


def test_a_long_sentence_is_seen():
    words = "one " * MOST_WORDS
    assert too_long(f"Short. {words}`a b c`. {words.strip()}.") == [f"{words}code."]


def test_hints_are_of_one_size():
    sizes = {name: len([word for word in hint.split() if "```" not in word]) for name, hint in HINTS.items()}
    assert {name: size for name, size in sizes.items() if not FEWEST_IN_A_HINT <= size <= MOST_IN_A_HINT} == {}


def test_a_second_hint_has_an_example_that_is_true():
    from torch import nn
    from torchvision import datasets, transforms

    names = {"torch": torch, "np": numpy, "nn": nn, "datasets": datasets, "transforms": transforms}
    for name, hint in HINTS.items():
        if name.endswith(" 2"):
            code = "".join(re.sub(r"^ *```.*$", "", block, flags=re.MULTILINE) for block in FENCED.findall(hint))
            example = doctest.DocTestParser().get_doctest(f"{code}\n", dict(names), name, None, None)
            assert example.examples, name
            assert doctest.DocTestRunner().run(example).failed == 0, name


def table_of_words():
    """The words that the glossary rules out."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    text = glossary.partition("## Words that students do not meet")[2]
    rows = [match["words"] for match in INSTEAD.finditer(text) if match["words"] not in ("not", "---")]
    return [word.strip() for row in rows for word in row.split(",")]


RULED_OUT = re.compile(rf"\b(?:{'|'.join(map(re.escape, table_of_words()))})\b", re.IGNORECASE)
COMMAND = re.compile(r"grade mend")
STUDENTS = re.compile(r'^AUDIENCE = "student"', re.MULTILINE)
DIAGNOSES = sorted((PACKAGE / "judgement" / "diagnoses").glob("[a-z]*.py"))
CHECKS = sorted((ROOT / "exercises" / "checks").glob("*.py"))
COMMANDS = [path for path in (PACKAGE / "commands").glob("*.py") if STUDENTS.search(path.read_text(encoding="utf-8"))]
MESSAGES = [
    *sorted(COMMANDS),
    *sorted((PACKAGE / "commands" / "watch").glob("*.py")),
    *(
        PACKAGE / name
        for name in ("judgement/wording.py", "protocol/endings.py", "course/hint_files.py", "notebook.py")
    ),
    *sorted((ROOT / "reports" / "tensorgrade_reports" / "terminal").glob("*.py")),
    *(ROOT / "reports" / "tensorgrade_reports" / name for name in ("overview.py", "anatomy.py")),
]
PAGES = [ROOT / "docs" / "students.md", *(ROOT / "reports/tensorgrade_reports/html/templates").glob("[psv]*.html")]


def said_in(path):
    """What a module says: of a check its rules, of a diagnosis its page too, of others the texts with a blank in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path in CHECKS:
        return [ast.get_docstring(node) or "" for node in tree.body if isinstance(node, ast.FunctionDef)]
    kinds = ast.Module | ast.FunctionDef | ast.ClassDef
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, kinds)}
    helps = [ast.get_docstring(node) for node in tree.body if getattr(node, "name", "") == "command"]
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    page = [ast.get_docstring(tree)] if path in DIAGNOSES else []
    return [*(text for text in texts - docstrings if " " in text), *filter(None, [*helps, *page])]


def causes():
    """What known mistakes are said to be, by file: a student reads it as a cause."""
    for path in sorted((ROOT / "solutions" / "mistakes").glob("*/*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield path, [ast.get_docstring(node) or "" for node in tree.body if isinstance(node, ast.FunctionDef)]


def all_texts():
    """Everything that students meet, by name; each has several texts."""
    yield from ((name, [text]) for name, text in {**STUBS, **HINTS}.items())
    yield from ((path.stem, said_in(path)) for path in [*DIAGNOSES, *CHECKS, *MESSAGES])
    yield from ((path.name, [re.sub(r"<[^>]*>|{[^}]*}", " ", path.read_text(encoding="utf-8"))]) for path in PAGES)
    yield from ((f"{path.parent.name}.{path.stem}", texts) for path, texts in causes())


def test_students_meet_no_word_that_the_glossary_rules_out():
    every = list(all_texts())
    assert len(every) > 400
    met = {name: RULED_OUT.findall(COMMAND.sub("", text)) for name, texts in every for text in texts}
    assert {name: words for name, words in met.items() if words} == {}


def test_a_word_that_is_ruled_out_is_seen():
    assert RULED_OUT.findall("Mend it, and normalise neighbours.") == ["Mend", "normalise", "neighbours"]
    assert not RULED_OUT.search("Fix it; recommended for adjacent rows.")
