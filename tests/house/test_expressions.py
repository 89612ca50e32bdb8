"""No regular expression that meets a worker's text takes more than linear time: shown from how each is built.

Searching is linear where a run (an unbounded repeat of one character or class) starts at most once for each character:
something before the run, since the pattern's beginning or the run before, cannot stand inside the run. What is built
otherwise (a repeated group, a run at the very beginning) is refused here, though it may be harmless.
"""

import importlib
import pkgutil
import re
from re import _constants as ops
from re import _parser

import pytest

import tensorgrade
from tensorgrade.judgement.torch_messages import CAUSES

ALPHABET = [chr(code) for code in (*range(0x250), *range(0x2000, 0x2070), 0xFFFE, 0xFFFF)]
MOST_OF_A_BOUNDED_REPEAT = 256
# What is written by a course's author, names a file, or is a file of a hand-in; a worker's text is none of these.
OF_OTHER_TEXT = {
    "tensorgrade.course.catalogue", "tensorgrade.course.hint_files",
    "tensorgrade.answers.known_answers", "tensorgrade.submission.notebook_cells", "tensorgrade.classroom.page_names",
    "tensorgrade.commands.new", "tensorgrade.source", "tensorgrade.judgement.veto",
}  # fmt: skip


def patterns():
    """Every compiled pattern of the kit, by its place, and the causes of errors."""
    names = [found.name for found in pkgutil.walk_packages(tensorgrade.__path__, "tensorgrade.")]
    left_out = [value for name in OF_OTHER_TEXT for value in vars(importlib.import_module(name)).values()]
    for module in names:
        if module.startswith(("tensorgrade.worker", "tensorgrade.__main__", "tensorgrade.classroom.hand_ins")):
            continue
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, re.Pattern) and not any(value is other for other in left_out):
                yield f"{module}.{name}", value
    for pattern, _ in CAUSES:
        yield pattern[:30], re.compile(pattern, re.IGNORECASE)


class SuperlinearError(Exception):
    """A pattern of which it is not plain that it takes linear time."""


def characters(kind, argument, flags):
    """The characters of the alphabet that one element stands for; None for an element of another length than one."""
    if kind is ops.ANY:
        return set(ALPHABET) if flags & re.DOTALL else set(ALPHABET) - {"\n"}
    if kind not in (ops.LITERAL, ops.NOT_LITERAL, ops.IN):
        return None
    tree = _parser.SubPattern(_parser.State(), [(kind, argument)])
    tree.state.flags = flags
    single = re._compiler.compile(tree, flags)
    return {character for character in ALPHABET if single.fullmatch(character)}


def walk(tree, flags, before):
    """Check a sequence; `before` are the elements since the last run, before it; returned are those behind it."""
    for kind, argument in tree:
        single = characters(kind, argument, flags)
        if single is not None:
            before = [*before, single]
        elif kind in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            before = repeated(*argument, flags, before)
        elif kind is ops.SUBPATTERN:
            before = walk(argument[-1], flags | argument[1], before)
        elif kind is ops.BRANCH:
            ends = [walk(branch, flags, before) for branch in argument[1]]
            before = common(ends)
        elif kind is ops.ASSERT_NOT and argument[0] < 0 and len(argument[1]) == 1:
            before = [*before, set(ALPHABET) - characters(*argument[1][0], flags)]
        elif kind is ops.AT and argument is ops.AT_BEGINNING and not flags & re.MULTILINE:
            before = [*before, set()]
        elif kind is ops.ASSERT or (kind is ops.ASSERT_NOT and argument[0] > 0):
            walk(argument[1], flags, before)
        elif kind is not ops.AT:
            raise SuperlinearError(f"{kind} is not known")
    return before


def repeated(least, most, tree, flags, before):
    """Check a repeat; return what stands before what follows it."""
    if most is not ops.MAXREPEAT:
        if most > MOST_OF_A_BOUNDED_REPEAT:
            raise SuperlinearError("a repeat has too large a bound")
        inner = walk(tree, flags, before)
        return inner if least else before
    single = characters(*tree[0], flags) if len(tree) == 1 else None
    if single is None:
        raise SuperlinearError("a group is repeated without bound")
    if not any(single.isdisjoint(one) for one in before):
        raise SuperlinearError("a run may start within itself, or within the run before it")
    return []


def common(sequences):
    """The elements that all sequences have at the same place."""
    return [elements[0] for elements in zip(*sequences, strict=False) if all(one == elements[0] for one in elements)]


def check(pattern):
    """Raise SuperlinearError unless a pattern is plainly linear."""
    walk(_parser.parse(pattern.pattern, pattern.flags), pattern.flags, [])


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=name) for name, pattern in patterns()])
def test_every_pattern_takes_linear_time(pattern):
    check(pattern)


@pytest.mark.parametrize(
    "text",
    [
        r"(a+)+b", r"(a|b)*c", r"\S*x", r"a.*b", r"'.*'", r"x\s*\s*y", r"shape '.*' is", r"<[^>]*[^<]*>", r"a{0,999}b",
        r"(?m)^ *b", r"(?<!a)a?\S*b", r"(a|b)[^b]*c", r"(?=x.*y)z", r"(x)\1",
    ],
)  # fmt: skip
def test_what_may_take_longer_is_refused(text):
    with pytest.raises(SuperlinearError):
        check(re.compile(text))


@pytest.mark.parametrize(
    "text", [r"'[^']*'", r"^\s*x", r"(?<!\S)\S*x", r"got (\w+) and (\w+)", r"a{2,9}b", r"x(-?\d+)?"]
)
def test_what_is_plainly_linear_is_let_through(text):
    check(re.compile(text))
