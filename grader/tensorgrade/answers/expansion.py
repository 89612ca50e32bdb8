"""From the definition of a known mistake to a whole hand-in of its exercise, as source text.

The hand-in is the reference with one function in another form. Where the mistake, or another function of the reference,
calls the right one, that is kept beside it as `right_<function>`: nothing but the function itself is spoilt.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tensorgrade.answers.mistake_files import Mistake, MistakeFile, Replacement, is_text
from tensorgrade.answers.rewriting import (
    bound_by,
    locals_of,
    meanings_of,
    segment,
    uses_in,
    without_docstring,
    written,
)
from tensorgrade.course.catalogue import CourseError
from tensorgrade.python_source import Definition

WIDTH = 120


@dataclass(frozen=True)
class Source:
    """A file of Python: its text and its statements."""

    text: str
    body: tuple[ast.stmt, ...]

    def named(self, name: str) -> Definition:
        """Return the function or class of a name. Raises KeyError."""
        for node in self.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
                return node
        raise KeyError(name)


@dataclass(frozen=True)
class Piece:
    """A statement at the top level, and the text that it stands in; `means_right` says what it calls the function."""

    text: str
    node: ast.stmt
    means_right: bool = True

    @property
    def is_import(self) -> bool:
        """Whether it belongs on top of a file."""
        return isinstance(self.node, ast.Import | ast.ImportFrom)


@dataclass(frozen=True)
class Origin:
    """Where mistakes come from: `target` is SLUG.FUNCTION, `sources` the alternatives, and by "" the reference."""

    target: str
    function: str
    sources: Mapping[str, Source]
    file: MistakeFile

    @property
    def reference(self) -> Source:
        """The right answer of the whole exercise."""
        return self.sources[""]


@cache
def source_of(text: str) -> Source:
    """Parse a text. Raises SyntaxError."""
    return Source(text, tuple(ast.parse(text).body))


def whole(origin: Origin, mistake: Mistake) -> str:
    """Return the hand-in that makes a mistake. Raises CourseError where its change does not fit its base."""
    name, right = origin.function, f"right_{origin.function}"
    own = new_of(origin, Source(origin.file.text, tuple(needed(mistake.uses, origin.file.beside))))
    others = [node for node in origin.reference.body if name not in bound_by(node)]
    if mistake.change is None:
        spoilt = without_docstring(written(origin.file.text, mistake.node, {name: right, mistake.name: name}))
        others.append(mistake.node)
    else:
        base = base_of(origin, mistake)
        spoilt = changed(origin, mistake, segment(base.text, base.named(name)))
        if base is not origin.reference:
            own = [*new_of(origin, around(origin, base), means_right=False), *own]
    others += [piece.node for piece in own if piece.means_right]
    calls_right = any(name in uses_in(node) - locals_of(node) for node in others)
    kept = [Piece(origin.reference.text, origin.reference.named(name))] if calls_right else []
    return "\n".join([*title_of(origin, mistake), *assembled(origin, [*kept, *own], spoilt)]) + "\n"


def title_of(origin: Origin, mistake: Mistake) -> list[str]:
    """Say in comments what a hand-in is."""
    words = f"{origin.target}.{mistake.name}, a known mistake. {mistake.diagnosis}: {mistake.cause}"
    return textwrap.wrap(words, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def assembled(origin: Origin, pieces: Sequence[Piece], spoilt: str) -> Iterator[str]:
    """Write the reference with the pieces and the spoilt function in the place of the right one, imports on top."""
    name, right = origin.function, f"right_{origin.function}"
    body = [Piece(origin.reference.text, node) for node in origin.reference.body if not is_text(node)]
    imports = [piece for piece in [*body, *pieces] if piece.is_import]
    yield ""
    yield from (segment(piece.text, piece.node) for piece in imports)
    for piece in body:
        if name in bound_by(piece.node):
            for beside in pieces:
                if not beside.is_import:
                    yield spaced(written(beside.text, beside.node, {name: right} if beside.means_right else {}))
            yield spaced(spoilt)
        elif not piece.is_import:
            yield spaced(written(piece.text, piece.node, {name: right}))


def spaced(text: str) -> str:
    """Put empty lines before a statement as they are usual."""
    return ("\n\n" if text.startswith(("def", "class", "@")) else "\n") + text


def base_of(origin: Origin, mistake: Mistake) -> Source:
    """Return what a change is of. Raises CourseError."""
    assert mistake.change is not None
    try:
        base = origin.sources[mistake.change.base]
        base.named(origin.function)
    except KeyError as error:
        raise CourseError(
            f"{origin.target}.{mistake.name} changes {mistake.change.base or 'the reference'!r}, "
            f"which defines no {origin.function}"
        ) from error
    return base


def changed(origin: Origin, mistake: Mistake, text: str) -> str:
    """Return the text of a base with a mistake's replacements. Raises CourseError unless each applies exactly once."""
    assert mistake.change is not None
    for replacement in mistake.change.replacements:
        places = places_of(text, replacement.old)
        if len(places) != 1:
            raise CourseError(
                f"{origin.target}.{mistake.name}: the lines {' / '.join(replacement.old)!r} stand {len(places)} times in "
                "what it changes, not once"
            )
        text = replaced(text, replacement, places[0])
    try:
        source_of(text).named(origin.function)
    except (SyntaxError, KeyError) as error:
        raise CourseError(f"{origin.target}.{mistake.name}: what it makes of its base is no {origin.function} in Python") from error
    return text


def places_of(text: str, old: Sequence[str]) -> list[int]:
    """Return at which lines of a text, counted from 0, some lines begin, at any depth."""
    lines = text.splitlines()
    return [
        i
        for i in range(len(lines) - len(old) + 1)
        if lines[i : i + len(old)] == indented(old, margin_of(lines[i], old[0]))
    ]


def replaced(text: str, replacement: Replacement, place: int) -> str:
    """Put the new lines where the old ones begin, as deep as those are."""
    lines, old = text.splitlines(), replacement.old
    new = indented(replacement.new, margin_of(lines[place], old[0]))
    return "\n".join([*lines[:place], *new, *lines[place + len(old) :]])


def margin_of(line: str, first: str) -> int:
    """Return how much deeper a line is than the first of a block."""
    return (len(line) - len(line.lstrip())) - (len(first) - len(first.lstrip()))


def indented(lines: Sequence[str], margin: int) -> list[str]:
    """Indent lines, but for empty ones."""
    return [" " * margin + line if line else line for line in lines]


def needed(uses: frozenset[str], beside: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Return, in order, the statements that define what is used, and what they use in turn."""
    wanted, names = set[int](), set(uses)
    while fresh := [i for i, node in enumerate(beside) if i not in wanted and names & bound_by(node)]:
        wanted.update(fresh)
        names |= {name for i in fresh for name in uses_in(beside[i])}
    return [beside[i] for i in sorted(wanted)]


def around(origin: Origin, base: Source) -> Source:
    """Return what an alternative's function needs of its own file; other functions of the exercise are the reference's.

    Both are right answers to one task.
    """
    definitions = [node for node in origin.reference.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    others = [node for node in base.body if not bound_by(node) & {definition.name for definition in definitions}]
    return Source(base.text, tuple(needed(frozenset(uses_in(base.named(origin.function))), others)))


def new_of(origin: Origin, source: Source, means_right: bool = True) -> list[Piece]:
    """Leave out what the reference imports, too. Raises CourseError for what it defines otherwise."""
    has = {name: meaning for node in origin.reference.body for name, meaning in meanings_of(node).items()}
    defined = {name for node in origin.reference.body for name in bound_by(node)}
    new = []
    for node in source.body:
        meanings = meanings_of(node)
        for name in sorted(bound_by(node) & defined):
            if name not in has or has[name] != meanings.get(name):
                raise CourseError(f"{origin.target}: beside its mistakes is a {name} that is not the reference's")
        if bound_by(node) - defined:
            new.append(Piece(source.text, node, means_right))
    return new
