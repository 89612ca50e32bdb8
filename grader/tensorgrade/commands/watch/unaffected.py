"""What a save has not affected: cases that were right, and that run nothing of what was written anew.

In: the source of an exercise before and now, the sources of its checks, the cases that were right. Out: those that need
not run again. Only what stands in the body of a function or method can be followed; another statement at the top level,
signature, base or decorator may affect any case. A name counts wherever it is, as a text, too. Code that looks names up
may affect any case as well.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from tensorgrade.course.catalogue import Course, Exercise
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.python_source import DEFINITIONS, IMPORTS, names_bound, parsed, root_of, through_all

SUBJECT = "subject"  # the fixture by which checks reach what a student wrote
LOOK_NAMES_UP = {"globals", "locals", "vars", "eval", "exec", "sys", "inspect", "importlib", "builtins", "__builtins__"}
HOLD_NAMES = {"__dict__", "__globals__", "__builtins__"}  # as attributes
ANYTHING = "*"  # no name; stands for all of them


def exercise_of(case: str) -> str:
    """Return the exercise of a case, with which its name begins."""
    return case.partition("/")[0]


def unaffected(
    cases: Iterable[CollectedCase], right: Mapping[str, float], before: bytes, now: bytes, checks: Sequence[str]
) -> dict[str, float]:
    """Return those of the right cases that a save of an exercise has not affected, with their seconds.

    cases: of the exercise. right: seconds by the names of cases. checks: the sources of all its checks.
    """
    written = written_anew(before, now)
    if written is None:
        return {}
    named: dict[str, frozenset[str]] = {}
    for source in checks:
        for test, names in names_of_checks(source).items():
            named[test] = named.get(test, frozenset()) | names
    found = {}
    for case in cases:
        names = named.get(f"test_{case.check}", frozenset({ANYTHING})) | {case.function}
        if case.id in right and ANYTHING not in names and not written & names:
            found[case.id] = right[case.id]
    return found


@cache
def sources_of_checks(course: Course, exercise: Exercise) -> tuple[str, ...]:
    """Read the checks of an exercise that are there, once: a launcher that runs goes on with those, too."""
    files = [course.root / place / "checks" / f"test_{exercise.slug}.py" for place in ("exercises", "solutions")]
    return tuple(file.read_text(encoding="utf-8") for file in files if file.is_file())


def written_anew(before: bytes, now: bytes) -> set[str] | None:
    """Name the definitions at the top level that may do something else than before; None where all may."""
    old, new = parsed(before), parsed(now)
    if old is None or new is None or looks_names_up(new):
        return None
    uses = {node.name: names_in(node) for node in new.body if isinstance(node, DEFINITIONS)}
    both = zip(definitions_written(old), definitions_written(new), strict=False)
    changed = {name for (_, text), (name, now_text) in both if text != now_text}
    old_frame, new_frame = (frame_of(tree) for tree in (old, new))
    if ast.dump(old_frame) != ast.dump(new_frame):
        return None
    changed |= {name for name, used in through_all(uses).items() if used & changed}
    return None if names_in(new_frame) & changed else changed


def definitions_written(tree: ast.Module) -> list[tuple[str, str]]:
    """Write each definition at the top level, with its name, in order, without its places."""
    return [(node.name, ast.dump(node)) for node in tree.body if isinstance(node, DEFINITIONS)]


def frame_of(tree: ast.Module) -> ast.Module:
    """Return a tree without the bodies of functions, and of methods: what is left runs when the file is imported."""
    return ast.Module([without_bodies(node) for node in tree.body], [])


def without_bodies(node: ast.stmt) -> ast.stmt:
    """Return a function without its body, a class without those of its methods, and any other statement itself."""
    bare = copy.copy(node)
    if isinstance(bare, ast.ClassDef):
        methods = (ast.FunctionDef, ast.AsyncFunctionDef)
        bare.body = [without_bodies(part) if isinstance(part, methods) else part for part in bare.body]
    elif isinstance(bare, ast.FunctionDef | ast.AsyncFunctionDef):
        bare.body = []
    return bare


def looks_names_up(tree: ast.AST) -> bool:
    """Say whether code may reach names that do not stand in it."""
    return any(
        (isinstance(node, ast.Name) and node.id in LOOK_NAMES_UP)
        or (isinstance(node, ast.Attribute) and node.attr in HOLD_NAMES)
        for node in ast.walk(tree)
    )


def names_in(tree: ast.AST) -> set[str]:
    """Return the names that code uses, and its texts that could be names."""
    return {name for node in ast.walk(tree) for name in names_at(node)}


def names_at(node: ast.AST) -> Iterator[str]:
    """Give the names that stand in one node."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.alias):
        yield from node.name.split(".")
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
        yield node.value


@lru_cache
def names_of_checks(source: str) -> dict[str, frozenset[str]]:
    """Return for each check of a file the names that it uses, itself and through what the file defines and sets.

    One that hands the subject to what the file imports may use anything.
    """
    tree = ast.parse(source)
    imported = {name for node in tree.body if isinstance(node, IMPORTS) for name in names_bound(node)}
    uses: dict[str, set[str]] = {}
    for node in tree.body:
        if not isinstance(node, IMPORTS):
            names = names_in(node) | ({ANYTHING} if hands_on(node, imported) else set())
            for name in names_bound(node):
                uses[name] = uses.get(name, set()) | names
    return {name: frozenset(used) for name, used in through_all(uses).items() if name.startswith("test_")}


def hands_on(tree: ast.AST, imported: set[str]) -> bool:
    """Say whether code gives the subject itself to something that is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and root_of(node.func) in imported:
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            if any(isinstance(each, ast.Name) and each.id == SUBJECT for each in given):
                return True
    return False
