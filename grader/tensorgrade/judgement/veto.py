"""What the student's source says against a cause. Behaviour proposes, and the source may only refuse.

In: the student's source, parsed and never run, and a cause in words. A cause that names a call, a keyword or a name in
`ticks` needs it in that function; one that says that it is missing or not used needs it absent. What is named only to
be told apart ("in place of `mean`") is not asked for. Pure.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tensorgrade.python_source import parsed, uses_of

SOURCE_BYTES = 200_000  # nobody writes a longer file, and its tree would take many times its memory
TICKED = re.compile(r"`([^`]+)`")
FIRST_NAME = re.compile(r"\.?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
CONTRAST = re.compile(
    r"\b(in place of|instead of|rather than|and not|not|than|like|unlike|where|as|until|expects?)\s*$"
)
ABSENT_BEFORE = re.compile(r"\b(without|no|forgets|never calls|does not call)\s*$")
ABSENT_AFTER = re.compile(
    r"\s*(is|are|was|were)\s+(missing|absent|forgotten|left out|never used|not used|ignored|never called|not called)\b"
)


@dataclass(frozen=True)
class Source:
    """The names that one function of a student's file uses, itself or through the helpers that it calls."""

    names: frozenset[str]

    def contradicts(self, cause: str) -> bool:
        """Say whether a cause speaks of what is not there, or of the absence of what is."""
        return any((name in self.names) is not is_there for name, is_there in claims_of(cause))


def names_used(code: bytes, function: str) -> Source | None:
    """Read what a function uses. None where that cannot be told."""
    return sources_in(code).get(function)


@lru_cache(maxsize=4)  # the functions of a file are asked for one after the other
def sources_in(code: bytes) -> Mapping[str, Source]:
    """Read what each function of a file uses; nothing where that cannot be told."""
    tree = parsed(code) if len(code) <= SOURCE_BYTES else None
    if tree is None:
        return {}
    nodes = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    names = {name: frozenset(names_in(node)) for name, node in nodes.items()}
    uses = uses_of(tree)
    return {name: Source(own.union(*(names[other] for other in uses[name]))) for name, own in names.items()}


def names_in(node: ast.AST) -> Iterator[str]:
    """Give the names, attributes and keywords in the body of a definition; its parameters are no use of them."""
    for leaf in ast.walk(node):
        match leaf:
            case ast.Name(id=str(name)) | ast.Attribute(attr=str(name)) | ast.keyword(arg=str(name)):
                yield name
            case ast.Constant(value=None | True | False):
                yield str(leaf.value)
            case ast.FunctionDef() if leaf is not node:
                yield leaf.name


def claims_of(cause: str) -> Iterator[tuple[str, bool]]:
    """Give the names that a cause speaks of, each with whether it has to be there."""
    for ticked in TICKED.finditer(cause):
        name = FIRST_NAME.match(ticked[1])
        before, after = cause[: ticked.start()], cause[ticked.end() :]
        if name is None or CONTRAST.search(before):
            continue
        is_absent = ABSENT_BEFORE.search(before) or ABSENT_AFTER.match(after)
        yield name[0].rpartition(".")[2], not is_absent
