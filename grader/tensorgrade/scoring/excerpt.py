"""The student's own code beside a lesson: the function that failed, the line to look at, and what was seen there. Pure.

In: the source, what is wrong with one case, and its calls as they were followed line by line. Out: an excerpt.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.records import RETURNED, Variable, Walk
from tensorgrade.protocol.values import NumberValue
from tensorgrade.python_source import Definition, definitions_of, parsed
from tensorgrade.scoring.result import CodeLine, Excerpt, LineMark
from tensorgrade.text import plain

LINES_SHOWN = 40
LINES_BEFORE = 12  # the line to look at, where not all of a function is shown
LINE_LENGTH = 200
VALUES_SHOWN = 6  # of one line
NUMBERS_SHOWN = 6  # of a tensor, by a walk
NOT_FINITE = re.compile(r"[\[ ](?:nan|-?inf)\b")  # in the numbers of a tensor
NO_WALK = Walk("")
CHANGING = re.compile(r"\bcase-\w{8}|\b0x[0-9a-f]{8,}")  # the folder of a run of a case; the address of an object

BLOCKS = (ast.Return, ast.With, ast.Try)
LOOPS = (ast.For, ast.While)

PlaceOf = Callable[[Place], Place]


def excerpt_of(
    source: bytes, file: str, symptom: Symptom, walks: Sequence[Walk], place_of: PlaceOf = lambda place: place
) -> Excerpt | None:
    """Return the function that failed, with its marked line; None where the source has no such function.

    place_of: tells a line of the source as the student knows it, as one of a notebook's cell.
    """
    tree = parsed(source)
    definitions = definitions_of(tree) if tree else ()
    node = next((node for node in reversed(definitions) if node.name == symptom.case.function), None)  # the last counts
    if node is None:
        return None
    texts = source.decode("utf-8", "replace").splitlines()
    walk = walk_of(symptom, walks)
    marks = dict(marks_of(symptom, walk, node, lambda line: place_of(Place(file, line, "", ""))))
    values = values_of(walk.variables, node)
    lines = tuple(
        CodeLine(
            number=place_of(Place(file, number, "", "")).line,
            text=plain(texts[number - 1].expandtabs(4), LINE_LENGTH),
            mark=marks.get(number, ""),
            values=values.get(number, ())[:VALUES_SHOWN],
        )
        for number in shown(node, marks)
        if number <= len(texts)
    )
    return Excerpt(place_of(Place(file, node.lineno, "", "")).file, walk.call, lines, walk.arguments)


def argument_told(symptom: Symptom, walks: Sequence[Walk]) -> str:
    """Say which argument came back in place of the result that is wrong; nothing where that is not so in each call.

    Calls that read alike cannot be told apart.
    """
    names = {walk.came_back for walk in walks_like(symptom.call, walks)}
    is_the_result = symptom.tensors() is not None and symptom.observation.startswith("result")
    if not is_the_result or len(names) != 1 or not all(map(str.isidentifier, names)):
        return ""
    return f"The argument `{names.pop()}` itself came back, as it came in."


def walks_like(call: str, walks: Sequence[Walk]) -> list[Walk]:
    """Return the calls that read like one, but for what changes from run to run."""
    return [walk for walk in walks if CHANGING.sub("", walk.call) == CHANGING.sub("", call)]


def walk_of(symptom: Symptom, walks: Sequence[Walk]) -> Walk:
    """Return how the failing call went; it is the same one where it differs only in what changes from run to run.

    Nothing comes after the call that raises, so of those that read alike that is the last; else it is the first in
    which the wrong numbers are seen.
    """
    if same := walks_like(symptom.call, walks):
        numbers = numbers_told(symptom)
        showing = [walk for walk in same if numbers and any(is_told(numbers, one) for one in walk.variables)]
        return same[-1] if symptom.failure is not None else [*showing, *same][0]
    return walks[-1] if walks else NO_WALK


def numbers_told(symptom: Symptom) -> str:
    """Write the wrong numbers as a walk does, the first of a tensor; empty where there are none."""
    parts, arrays = symptom.parts(), symptom.arrays()
    if parts is not None and isinstance(parts[1], NumberValue):
        return f"{parts[1].number:.6g}"
    if arrays is None:
        return ""
    numbers = arrays[1].reshape(-1)
    first = [f"{one:.4g}" if isinstance(one, float) else str(one) for one in numbers[:NUMBERS_SHOWN].tolist()]
    return f"[{', '.join(first)}{', ...' if numbers.size > NUMBERS_SHOWN else ''}]"


def is_told(numbers: str, variable: Variable) -> bool:
    """Say whether some numbers are those of a variable."""
    return variable.words == numbers or variable.words.endswith(f": {numbers}")


def marks_of(
    symptom: Symptom, walk: Walk, node: Definition, place_of: Callable[[int], Place]
) -> Iterator[tuple[int, LineMark]]:
    """Find the lines to look at, by number: the one that raised, the one that made the wrong tensor."""
    lines = {(place.file, place.line): number for number in body_of(node) if (place := place_of(number))}
    if symptom.failure is not None:
        places = [*symptom.failure.places, *([symptom.failure.place] if symptom.failure.place else [])]
        raised = [lines[key] for place in places if (key := (place.file, place.line)) in lines]
        if raised:
            yield raised[-1], "raised"
    has_loop = any(isinstance(part, LOOPS) for part in ast.walk(node))
    made = made_at(symptom, walk, node.lineno) or (0 if has_loop else made_not_finite_at(symptom, walk, node.lineno))
    if made in body_of(node):
        yield made, "made"


def made_at(symptom: Symptom, walk: Walk, first: int) -> int:
    """Return the line where a tensor first had the wrong dtype or device, or a graph that is wrong; 0 where none did.

    first: the line of the function's arguments. What an argument had already was made by nobody here.
    """
    pair, attribute = symptom.tensors(), symptom.attribute
    if pair is None or attribute not in ("dtype", "device", "graph"):
        return 0
    wrong = pair[1]
    tensors = [variable for variable in walk.variables if variable.dtype]
    if attribute == "graph" and not wrong.requires_grad:
        if not any(variable.requires_grad for variable in tensors):
            return 0
        after = [variable for variable in tensors if variable.line != first]
        return next((variable.line for variable in after if not variable.requires_grad and is_float(variable)), 0)
    name = "requires_grad" if attribute == "graph" else attribute
    having = [variable.line for variable in tensors if getattr(variable, name) == getattr(wrong, name)]
    return 0 if first in having else next(iter(having), 0)


def made_not_finite_at(symptom: Symptom, walk: Walk, first: int) -> int:
    """Return the line after which a tensor first held NaN or infinity, where finite numbers are due; 0 where none did.

    first: the line of the function's arguments. In a loop the last time that a line ran tells nothing of the first.
    """
    if symptom.attribute != "non-finite":
        return 0
    lines = [one.line for one in walk.variables if one.dtype and NOT_FINITE.search(one.words)]
    return 0 if first in lines else next(iter(lines), 0)


def is_float(variable: Variable) -> bool:
    """Say whether a tensor can be part of a graph."""
    return "float" in variable.dtype or "complex" in variable.dtype


def values_of(variables: Sequence[Variable], node: Definition) -> Mapping[int, tuple[str, ...]]:
    """Say for each line what it set, in words, and for each `return` what it gave."""
    values: dict[int, tuple[str, ...]] = {}
    for variable in variables:
        is_returned = variable.name == RETURNED
        line = return_at(variable.line, node) if is_returned else variable.line
        if line and variable.name != "self":
            words = "returns" if is_returned else f"{variable.name} ="
            values[line] = (*values.get(line, ()), f"{words} {variable.words}")
    return values


def return_at(line: int, node: Definition) -> int:
    """Return the line of the `return` that ended a function at a line; 0 where that cannot be told.

    Python leaves a `with` or a `try` at another line than the `return` in it.
    """
    parts = sorted((part for part in ast.walk(node) if isinstance(part, BLOCKS)), key=lambda part: -part.lineno)
    holding = [part for part in parts if part.lineno <= line <= (part.end_lineno or part.lineno)]
    for part in holding:
        returns = {leaf.lineno for leaf in ast.walk(part) if isinstance(leaf, ast.Return)}
        if returns:
            return returns.pop() if len(returns) == 1 else 0
    return 0


def body_of(node: Definition) -> range:
    """Return the numbers of a definition's lines."""
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def shown(node: Definition, marks: Mapping[int, str]) -> list[int]:
    """Choose the lines that are shown: all but the docstring, or the first and those about the marked one."""
    docstrings = {line for part in ast.walk(node) for line in docstring_of(part)}
    first, *others = [line for line in body_of(node) if line not in docstrings]
    begin = max(0, others.index(min(marks)) - LINES_BEFORE) if marks and min(marks) in others else 0
    begin = min(begin, max(0, len(others) - LINES_SHOWN))
    return [first, *others[begin : begin + LINES_SHOWN]]


def docstring_of(node: ast.AST) -> range:
    """Return the numbers of the lines of a definition's docstring."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) and ast.get_docstring(node) is not None:
        text = node.body[0]
        return range(text.lineno, (text.end_lineno or text.lineno) + 1)
    return range(0)
