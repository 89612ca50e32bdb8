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
from importlib.util import find_spec
from pathlib import Path

from tensorgrade.course.catalogue import Course, Exercise

PACKAGES = ("tensorgrade", "tensorgrade_reports")
# A package, or a module, each with all that it imports; and what makes recordings of them, without what judges.
RUNNING = (
    *("tensorgrade.worker", "tensorgrade.isolation.layers", "tensorgrade.isolation.syscalls", "tensorgrade.probes"),
    *("tensorgrade.execution", "tensorgrade.answers.known_answers"),
)
RECORDING = "tensorgrade.answers.recordings"
LIBRARIES = ("torch", "torchvision", "numpy", "msgspec", "safetensors", "pytest")


def fingerprint(words: Iterable[object], files: Iterable[tuple[str, bytes]] = ()) -> str:
    """Hash words and named contents, so that no two lists of them give the same bytes."""
    digest = hashlib.sha256(ascii([str(word) for word in words]).encode())
    for name, content in files:
        digest.update(ascii((name, len(content))).encode() + content)
    return digest.hexdigest()


def package(name: str, home: Path | None) -> Path:
    """Return the folder of one of the kit's packages: below `home`, or where Python finds it."""
    if home is not None:
        return home / name
    spec = find_spec(name)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent


def contents_of_kit(paths: Iterable[Path], home: Path | None) -> Iterator[tuple[str, bytes]]:
    """Read files of the kit, each with its place in its package, whose name comes first."""
    roots = [package(name, home) for name in PACKAGES]
    for path in paths:
        root = next(root for root in roots if path.is_relative_to(root))
        yield path.relative_to(root.parent).as_posix(), path.read_bytes()


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
    return source_files(course.root / "exercises" / "data")


def source_files(folder: Path) -> tuple[Path, ...]:
    """List the files under a folder, in order, without those that Python makes beside its own."""
    return tuple(path for path in sorted(folder.rglob("*")) if path.is_file() and path.parent.name != "__pycache__")


@cache
def kit_key(home: Path | None = None) -> str:
    """Hash the whole kit, its templates and schemas too, and the versions of Python and of what computes."""
    files = [path for name in PACKAGES for path in source_files(package(name, home))]
    return fingerprint(versions(), contents_of_kit(files, home))


@cache
def recorder_key(home: Path | None = None) -> str:
    """Hash what runs checks, and the versions of Python and of what computes."""
    return fingerprint(versions(), contents_of_kit(recorder_files(home), home))


def versions() -> list[str]:
    """Name Python and the libraries that take part in every run, with their versions."""
    return [f"python {platform.python_version()}", *(f"{name} {version(name)}" for name in LIBRARIES)]


def recorder_files(home: Path | None = None) -> tuple[Path, ...]:
    """List the files of the kit that what is recorded of a run follows from."""
    files: set[Path] = set(modules_at(home, RECORDING))
    waiting = [path for root in RUNNING for path in (*modules_at(home, root), *source_files(place_of(home, root)))]
    while waiting:
        path = waiting.pop()
        if path not in files:
            files.add(path)
            if path.suffix == ".py":
                waiting += [module for name in imports_in(path) for module in modules_at(home, name)]
    return tuple(sorted(files))


def place_of(home: Path | None, name: str) -> Path:
    """Return where a dotted name of the kit lies, without a suffix."""
    first, *rest = name.split(".")
    return package(first, home).joinpath(*rest)


def modules_at(home: Path | None, name: str) -> list[Path]:
    """Return the files that importing a dotted name runs, where it is the kit's: the packages on the way, and itself.

    The last part may be a name that the module before it defines.
    """
    parts = name.split(".")
    if parts[0] not in PACKAGES:
        return []
    places = [place_of(home, ".".join(parts[: i + 1])) for i in range(len(parts))]
    return [path for place in places for path in (place / "__init__.py", place.with_suffix(".py")) if path.is_file()]


def imports_in(path: Path) -> Iterator[str]:
    """Name what a file imports, at its top or in a function. The kit's imports are absolute."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
