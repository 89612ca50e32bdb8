"""A small change of a student's code, to be tried in its place: where one makes all checks of a function pass, the line
that it changes is where it goes wrong.

In: the student's file and a function of it, parsed and never run. Out: the changes that can be made, the likeliest
first, each with its line and the words that tell of it. Pure.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice

from tensorgrade.discovery import names_in
from tensorgrade.judgement import edits
from tensorgrade.python_source import Definition, parsed
from tensorgrade.text import plain

CODE_LENGTH = 60
MOST_EDITS = 4_000  # of one function
NAMES: Mapping[str, tuple[str, ...]] = {  # by the concept of a diagnosis, what may bring it about
    "memory": ("clone", "contiguous", "copy", "deepcopy", "view", "reshape", "from_numpy", "as_tensor", "data"),
    "graph": ("detach", "no_grad", "enable_grad", "requires_grad_", "retain_graph", "create_graph", "item"),
    "dtype": ("float", "long", "double", "int", "bool", "dtype", "float32", "float64", "int64", "item"),
    "device": ("to", "cpu", "cuda", "device"),
    "shape": ("squeeze", "unsqueeze", "keepdim", "dim", "flatten", "T", "view", "reshape", "permute", "sum", "mean"),
    "step order": ("zero_grad", "step", "backward"),
    "train and eval": ("train", "eval"),
}
Span = tuple[int, int]
Functions = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Splice:
    """Bytes that stand in the place of those from `begin` to `end`."""

    begin: int
    end: int
    content: bytes


@dataclass(frozen=True)
class Edit:
    """A change at a line.

    told: the change, to stand before "all checks pass". remedy: what to look at, in a sentence. about: the name that
    comes or goes by it. is_addition: whether something comes, and nothing goes. number: the one that comes in the place
    of another. is_argument: whether that is an argument of a call. is_condition: whether what is compared changes, so
    that what is wrong may only not run.
    """

    line: int
    told: str
    remedy: str
    splices: tuple[Splice, ...]
    about: str = ""
    is_addition: bool = False
    number: float | None = None
    is_argument: bool = False
    is_condition: bool = False

    def is_like(self, other: Edit) -> bool:
        """Say whether both put a number in one place; as the argument of a call, -1 may be the same dimension as 1."""
        if self.number is None or other.number is None or self.told != other.told:
            return False
        return not self.is_argument or (self.number < 0) == (other.number < 0)

    def made(self, code: bytes) -> bytes:
        """Make the change."""
        for splice in sorted(self.splices, key=lambda splice: splice.begin, reverse=True):
            code = code[: splice.begin] + splice.content + code[splice.end :]
        return code


@dataclass(frozen=True)
class Code:
    """A file and its tree. starts: the offset of each line."""

    content: bytes
    tree: ast.Module
    starts: Sequence[int]

    def begin(self, node: ast.expr | ast.stmt) -> int:
        """Return the offset at which a part begins."""
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt) -> int:
        """Return the offset behind a part."""
        return self.starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)

    def text(self, node: ast.expr | ast.stmt) -> str:
        """Return a part as it is written."""
        return self.content[self.begin(node) : self.end(node)].decode()

    def replaced(self, node: ast.expr | ast.stmt, text: str) -> Splice:
        """Put a text in the place of a part."""
        return Splice(self.begin(node), self.end(node), text.encode())


@dataclass(frozen=True)
class Routine:
    """A function or method whose code may be changed. outer: for each of its parts the one that holds it."""

    code: Code
    node: Functions
    outer: dict[ast.AST, ast.AST] = field(default_factory=dict)

    @property
    def parameters(self) -> list[str]:
        """Name its parameters."""
        given = self.node.args
        return [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]

    @property
    def names(self) -> list[str]:
        """Name its parameters and what it sets, in the order in which they come first."""
        set_here = (part.id for part in self.walk() if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store))
        return list(dict.fromkeys([*self.parameters, *set_here]))

    def walk(self) -> Iterator[ast.AST]:
        """Give all parts of its body in the order in which they are written."""
        found = [part for statement in self.node.body for part in ast.walk(statement)]
        yield from sorted(found, key=lambda part: (getattr(part, "lineno", 0), getattr(part, "col_offset", 0)))

    def expressions(self) -> Iterator[ast.expr]:
        """Give the parts of its body that have a value."""
        yield from (part for part in self.walk() if isinstance(part, ast.expr) and not is_stored(part))

    def blocks(self) -> Iterator[list[ast.stmt]]:
        """Give the lists of statements in its body, without the docstring."""
        for part in (self.node, *self.walk()):
            for name in ("body", "orelse", "finalbody"):
                block = getattr(part, name, None)
                if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                    yield block[1:] if part is self.node and ast.get_docstring(self.node) is not None else block

    def statements(self) -> Iterator[ast.stmt]:
        """Give its statements."""
        yield from (statement for block in self.blocks() for statement in block)

    def tests(self) -> Iterator[Span]:
        """Give where its conditions stand."""
        for part in self.walk():
            if isinstance(part, ast.If | ast.While | ast.IfExp):
                yield self.span(part.test)

    def comparisons(self) -> Iterator[Span]:
        """Give where something is compared."""
        yield from (self.span(part) for part in self.walk() if isinstance(part, ast.Compare))

    def span(self, part: ast.expr) -> Span:
        """Return where a part begins and ends."""
        return self.code.begin(part), self.code.end(part)

    def statement_of(self, node: ast.expr) -> ast.expr | ast.stmt:
        """Return the smallest part around an expression that a reader would quote: a call, an index, a statement."""
        part: ast.AST = node
        while part in self.outer and not isinstance(part, ast.stmt):
            part = self.outer[part]
            if isinstance(part, ast.Call | ast.Subscript | ast.Compare | ast.BinOp):
                break
        return part if isinstance(part, ast.expr | ast.stmt) else node

    def edit(self, part: ast.expr | ast.stmt, text: str, told: str, remedy: str, about: str = "") -> Edit:
        """Put a text in the place of a part."""
        return Edit(part.lineno, told, remedy, (self.code.replaced(part, text),), about)

    def quoted(self, node: ast.expr | ast.stmt) -> str:
        """Write a part on one line, between ticks."""
        return f"`{plain(' '.join(self.code.text(node).split()), CODE_LENGTH)}`"


def is_stored(part: ast.expr) -> bool:
    """Say whether a value is set there, or deleted."""
    return isinstance(getattr(part, "ctx", None), ast.Store | ast.Del)


def code_of(content: bytes) -> Code | None:
    """Parse a file whose parts can be changed; None where it is not plain UTF-8, or Python cannot read it."""
    tree = parsed(content)
    if tree is None or content.startswith(b"\xef\xbb\xbf") or b"\f" in content:
        return None
    starts = [0]
    for line in content.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return Code(content, tree, starts)


def routines_of(code: Code, function: str, others: Sequence[str]) -> list[Routine]:
    """Return a function, the methods of a class, and the helpers that it uses; not what `others` names."""
    defined = {node.name: node for node in code.tree.body if isinstance(node, Definition)}
    if function not in defined:
        return []
    wanted = [function]
    for name in wanted:
        used = dict.fromkeys(leaf.id for leaf in ast.walk(defined[name]) if isinstance(leaf, ast.Name))
        wanted += [each for each in used if each in defined and each not in (*wanted, *others)]
    nodes = [part for name in wanted for part in functions_in(defined[name])]
    return [Routine(code, node, outer_parts(node)) for node in nodes]


def functions_in(node: Definition) -> list[Functions]:
    """Return a function itself, or the methods of a class."""
    if isinstance(node, ast.ClassDef):
        return [part for part in node.body if isinstance(part, ast.FunctionDef)]
    return [node]


def outer_parts(node: ast.AST) -> dict[ast.AST, ast.AST]:
    """Return for each part the one that holds it."""
    return {inner: part for part in ast.walk(node) for inner in ast.iter_child_nodes(part)}


@cache
def kinds() -> tuple[Callable[[Routine], Iterator[Edit]], ...]:
    """Find the kinds of edits, in the order in which they are tried. Raises ValueError for two in one place."""
    modules = [importlib.import_module(f"{edits.__name__}.{name}") for name in names_in(edits)]
    places = {module.PLACE: module.edits for module in modules}
    if len(places) < len(modules):
        raise ValueError("two kinds of edits stand in one place")
    return tuple(places[place] for place in sorted(places))


def edits_of(content: bytes, function: str, others: Sequence[str], concepts: Collection[str] = ()) -> list[Edit]:
    """Return the changes of a function, the likeliest first: those about a concept, then by their kind.

    others: the other functions of its exercise, which are graded by themselves. concepts: what its failures are about.
    Few of them are no Python, such as a `break` outside of its loop; whoever runs them finds out.
    Conditions come late, for another one may only keep what is wrong from running; what is added comes last.
    """
    code = code_of(content)
    routines = routines_of(code, function, others) if code is not None else []
    names = frozenset(name for concept in concepts for name in NAMES.get(concept, ()))
    tests = [span for routine in routines for span in routine.tests()]
    conditions = [*tests, *(span for routine in routines for span in routine.comparisons())]

    def place(edit: Edit) -> int:
        if is_in(edit, tests):
            return 2
        return 0 if edit.about in names else 3 if edit.is_addition else 1

    every = (edit for kind in kinds() for routine in routines for edit in kind(routine))
    found = [replace(edit, is_condition=is_in(edit, conditions)) for edit in islice(every, MOST_EDITS)]
    return sorted(found, key=place)


def is_in(edit: Edit, spans: Sequence[Span]) -> bool:
    """Say whether a change begins in one of some places."""
    return any(begin <= edit.splices[0].begin < end for begin, end in spans)
