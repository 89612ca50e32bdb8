"""What something kept follows from, as one hash. This is the only module that hashes files.

In: the kit's own files, and those of a course. Out: a text that is another one when a byte or a name of them is.

A result follows from the whole kit: how code is run, judged, named and scored, and what is written of it, for a row
in the gradebook means that a student's page is there. A recording follows from what runs the checks and nothing else:
the modules of RUNNING with all that they import, read from the code itself, so that none can be forgotten.
"""

from __future__ import annotations

import ast
import hashlib
import platform
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from grader.catalogue import Course, Exercise

HOME = Path(__file__).parents[1]
PACKAGES = ("grader", "reports")
# A package, or a module, each with all that it imports; and what makes recordings of them, without what judges.
RUNNING = ("grader.worker", "grader.runner", "grader.mistakes")
RECORDING = "grader/recordings.py"
LIBRARIES = ("torch", "torchvision", "numpy", "msgspec", "safetensors", "pytest")


def fingerprint(words: Iterable[object], files: Iterable[tuple[str, bytes]] = ()) -> str:
    """Hash words and named contents, so that no two lists of them give the same bytes."""
    digest = hashlib.sha256(ascii([str(word) for word in words]).encode())
    for name, content in files:
        digest.update(ascii((name, len(content))).encode() + content)
    return digest.hexdigest()


def contents(root: Path, paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Read the files that are there, each with its place under `root`."""
    for path in paths:
        if path.is_file():
            yield path.relative_to(root).as_posix(), path.read_bytes()


def files_of(course: Course, exercise: Exercise) -> tuple[Path, ...]:
    """List what running the checks of an exercise reads: stub, reference, checks, hidden checks and the data."""
    checks = [course.root / place / "checks" / f"test_{exercise.slug}.py" for place in ("exercises", "solutions")]
    reference = [exercise.reference] if exercise.reference else []
    return (exercise.stub, *reference, *checks, *data_of(course))


def data_of(course: Course) -> tuple[Path, ...]:
    """List the data of a course."""
    return below(course.root / "exercises" / "data")


def below(folder: Path) -> tuple[Path, ...]:
    """List the files under a folder, in order, without those that Python makes beside its own."""
    return tuple(path for path in sorted(folder.rglob("*")) if path.is_file() and path.parent.name != "__pycache__")


@cache
def kit_key(home: Path = HOME) -> str:
    """Hash the whole kit, its templates and schemas too, and the versions of Python and of what computes."""
    return fingerprint(versions(), contents(home, (path for name in PACKAGES for path in below(home / name))))


@cache
def recorder_key(home: Path = HOME) -> str:
    """Hash what runs checks, and the versions of Python and of what computes."""
    return fingerprint(versions(), contents(home, recorder_files(home)))


def versions() -> list[str]:
    """Name Python and the libraries that take part in every run, with their versions."""
    return [f"python {platform.python_version()}", *(f"{name} {version(name)}" for name in LIBRARIES)]


def recorder_files(home: Path = HOME) -> tuple[Path, ...]:
    """List the files of the kit that what is recorded of a run follows from."""
    found: set[Path] = {home / RECORDING}
    waiting = [path for root in RUNNING for path in (*modules_at(home, root), *below(home / root.replace(".", "/")))]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            if path.suffix == ".py":
                waiting += [one for name in imports_in(path) for one in modules_at(home, name)]
    return tuple(sorted(found))


def modules_at(home: Path, name: str) -> list[Path]:
    """Return the files that importing a dotted name runs, where it is the kit's: the packages on the way, and itself.

    The last part may be a name that the module before it defines.
    """
    parts = name.split(".")
    if parts[0] not in PACKAGES:
        return []
    places = [home.joinpath(*parts[: i + 1]) for i in range(len(parts))]
    return [path for place in places for path in (place / "__init__.py", place.with_suffix(".py")) if path.is_file()]


def imports_in(path: Path) -> Iterator[str]:
    """Name what a file imports, at its top or in a function. The kit's imports are absolute."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
