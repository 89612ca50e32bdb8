"""Where the functions of a submission stand in its files, for whoever opens one there: an editor, a CI platform."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from tensorgrade.protocol.fields import Place
from tensorgrade.python_source import definitions_of, parsed
from tensorgrade.submission.read import Submission
from tensorgrade.submission.selection import is_exercise
from tensorgrade.text import plain_line
from tensorgrade_reports.overview import Location


def locations_in(submission: Submission) -> dict[str, Location]:
    """Find where each function stands in the files that were read, by `slug.function`, and each file, by `slug`.

    Of a notebook there are no lines to go to.
    """
    locations: dict[str, Location] = {}
    for name, path in submission.paths.items():
        if name in submission.files and is_exercise(name):
            slug = name.removesuffix(".py").partition("_")[2]
            shown = relative(path)
            locations[slug] = Location(shown, 1)
            lines = () if name in submission.cells else lines_of(submission.files[name])
            locations |= {f"{slug}.{function}": Location(shown, line) for function, line in lines}
    return locations


def find_in(submission: Submission) -> Callable[[Place], Location | None]:
    """Return what finds a line of the files that were read, at its first sign; None for one of a cell."""

    def find(place: Place) -> Location | None:
        path = submission.paths.get(place.file)
        if path is None or place.file in submission.cells or place.line < 1:
            return None
        lines = submission.files.get(place.file, b"").decode("utf-8", "replace").splitlines()
        text = lines[place.line - 1] if place.line <= len(lines) else ""
        return Location(relative(path), place.line, len(text) - len(text.lstrip()) + 1)

    return find


@lru_cache(maxsize=64)  # as many files as one submission may have, for who looks at it again and again
def lines_of(content: bytes) -> tuple[tuple[str, int], ...]:
    """Return the name and the line of each public definition; none where Python cannot read the file."""
    tree = parsed(content)
    return tuple((node.name, node.lineno) for node in definitions_of(tree)) if tree else ()


def relative(file: Path) -> str:
    """Return a path as seen from the working folder, which is a CI job's repository."""
    whole, here = file.resolve(), Path.cwd()
    return plain_line((whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix(), 4_000)
