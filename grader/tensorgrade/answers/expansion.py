"""From the definition of a known mistake to a whole hand-in of its exercise, as source text.

The hand-in is the reference with one function in another form. Where the mistake, or another function of the reference,
calls the right one, that is kept beside it as `right_<function>`: nothing but the function itself is spoilt.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tensorgrade.answers.mistake_files import Change, Mistake, MistakeFile, Replacement, is_text
from tensorgrade.answers.rewriting import Statement, statements_of
from tensorgrade.course.catalogue import CourseError

WIDTH = 120


@dataclass(frozen=True)
class MistakeOrigin:
    """Where the mistakes of a function come from: their file, the reference, and the alternatives by name.

    exercise: the slug, for messages. functions: the definitions of the exercise.
    """

    exercise: str
    function: str
    functions: frozenset[str]
    file: MistakeFile
    reference: tuple[Statement, ...]
    alternatives: Mapping[str, tuple[Statement, ...]]

    @property
    def right(self) -> Mapping[str, str]:
        """What the right answer is called beside a wrong one."""
        return {self.function: f"right_{self.function}"}


@cache
def parsed_source(text: str) -> tuple[Statement, ...]:
    """Take a right answer apart. Raises SyntaxError, or ValueError."""
    return tuple(statement for statement in statements_of(text) if not is_text(statement.node))


def whole(origin: MistakeOrigin, mistake: Mistake) -> str:
    """Return the hand-in that makes a mistake. Raises CourseError where its change does not fit its base."""
    name = f"{origin.exercise}.{origin.function}.{mistake.name}"
    refuse_clashes(origin, mistake, name)
    needed_beside = [
        statement for statement in needed(mistake.uses, origin.file.beside) if is_new(origin, statement, name)
    ]
    if mistake.change is None:
        around: list[Statement] = []
        spoilt = mistake.definition.renamed({**origin.right, mistake.name: origin.function})
        users = [*needed_beside, mistake.definition]
    else:
        base = base_of(origin, mistake.change, name)
        around = [statement for statement in needs_of(origin, base) if is_new(origin, statement, name)]
        spoilt = changed(origin, mistake.change, name, definition(base, origin.function).text)
        users = needed_beside
    others = [statement for statement in origin.reference if origin.function not in statement.binds]
    kept = [definition(origin.reference, origin.function)] if uses(origin, [*others, *users]) else []
    imports = [statement.text for statement in (*origin.reference, *around, *needed_beside) if statement.is_import]
    beside = [statement.renamed(origin.right) for statement in (*kept, *needed_beside) if not statement.is_import]
    beside += [statement.text for statement in around if not statement.is_import]
    return "\n".join([*title(name, mistake), "", *imports, *assembled(origin, [*beside, spoilt])]) + "\n"


def title(name: str, mistake: Mistake) -> list[str]:
    """Say in comments what a hand-in is."""
    words = f"{name}, a known mistake. {mistake.diagnosis}: {mistake.cause}"
    return textwrap.wrap(words, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def assembled(origin: MistakeOrigin, pieces: Sequence[str]) -> Iterator[str]:
    """Write the reference, without its imports, with pieces in the place of the right function."""
    for statement in origin.reference:
        if origin.function in statement.binds:
            yield from map(spaced, pieces)
        elif not statement.is_import:
            yield spaced(statement.renamed(origin.right))


def spaced(text: str) -> str:
    """Put empty lines before a statement as they are usual."""
    return ("\n\n" if text.startswith(("def", "class", "@")) else "\n") + text


def uses(origin: MistakeOrigin, statements: Sequence[Statement]) -> bool:
    """Say whether any of some statements uses the right answer."""
    return any(origin.function in statement.uses for statement in statements)


def definition(source: Sequence[Statement], name: str) -> Statement:
    """Return the statement of a source that defines a name. Raises StopIteration."""
    return next(statement for statement in source if name in statement.binds)


def base_of(origin: MistakeOrigin, change: Change, name: str) -> Sequence[Statement]:
    """Return what a change is of. Raises CourseError."""
    base = origin.alternatives.get(change.base, ()) if change.base else origin.reference
    if not any(origin.function in statement.binds for statement in base):
        raise CourseError(f"{name} changes the alternative {change.base!r}, which defines no {origin.function}")
    return base


def changed(origin: MistakeOrigin, change: Change, name: str, text: str) -> str:
    """Return the text of a base with the replacements of a change. Raises CourseError unless each fits exactly once."""
    for replacement in change.replacements:
        texts = [replaced(text, replacement, place) for place in places_of(text, replacement.old)]
        texts = texts or with_a_piece_replaced(text, replacement)
        if len(texts) != 1:
            lines = " / ".join(line.strip() for line in replacement.old)
            raise CourseError(f"{name}: `{lines}` is {len(texts)} times in what it changes, not once")
        (text,) = texts
    try:
        statements = statements_of(text)
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"{name}: what comes out of the change cannot be read: {error}") from error
    if [statement.binds for statement in statements] != [{origin.function}]:
        raise CourseError(f"{name}: what comes out of the change does not define {origin.function} alone")
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


def with_a_piece_replaced(text: str, replacement: Replacement) -> list[str]:
    """Return for each place of a piece of a line, of whole words, the text with another piece there."""
    if not len(replacement.old) == len(replacement.new) == 1:
        return []
    pieces = re.finditer(rf"(?!\B\w){re.escape(replacement.old[0])}(?<!\w\B)", text)
    return [text[: piece.start()] + replacement.new[0] + text[piece.end() :] for piece in pieces]


def margin_of(line: str, first: str) -> int:
    """Return how much deeper a line is than the first of a block."""
    return (len(line) - len(line.lstrip())) - (len(first) - len(first.lstrip()))


def indented(lines: Sequence[str], margin: int) -> list[str]:
    """Indent lines, but for empty ones."""
    return [" " * margin + line if line else line for line in lines]


def needed(names: frozenset[str], statements: Sequence[Statement]) -> list[Statement]:
    """Return, in order, the statements that define names, and what these use in turn."""
    chosen, wanted = set[int](), set(names)
    while fresh := [i for i, statement in enumerate(statements) if i not in chosen and wanted & statement.binds]:
        chosen.update(fresh)
        wanted |= {name for i in fresh for name in statements[i].uses}
    return [statements[i] for i in sorted(chosen)]


def needs_of(origin: MistakeOrigin, base: Sequence[Statement]) -> list[Statement]:
    """Return what a base's function needs of its own file.

    Other functions of the exercise are the reference's: both are right answers to one task.
    """
    if base is origin.reference:
        return []
    others = [statement for statement in base if not statement.binds & origin.functions]
    return needed(definition(base, origin.function).uses, others)


def is_new(origin: MistakeOrigin, statement: Statement, name: str) -> bool:
    """Say whether the reference lacks what a statement defines. Raises CourseError where both define it otherwise."""
    defined = frozenset[str]().union(*(other.binds for other in origin.reference))
    imported = {bound: meaning for other in origin.reference for bound, meaning in other.imports.items()}
    for bound in sorted(statement.binds & defined):
        if bound not in imported or imported[bound] != statement.imports.get(bound):
            raise CourseError(f"{name} needs a {bound} that is not the reference's")
    return not statement.binds <= defined


def refuse_clashes(origin: MistakeOrigin, mistake: Mistake, name: str) -> None:
    """Refuse a mistake that is named like something in the reference. Raises CourseError."""
    if any(mistake.name in statement.binds for statement in origin.reference):
        raise CourseError(f"{name} is named like {mistake.name} in the reference")
