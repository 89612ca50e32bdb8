"""Which file of a hand-in stands for which exercise, and which other files travel with it.

In: all files that were read, by their place in the hand-in, and the course. Out: a Selection: the source of each
exercise, the modules and data beside them, and what was chosen or passed over, told. The same rules hold for folders,
archives, single files and the files of a platform, and for notebooks and Python files. Nothing is run.

Where several files could be an exercise, attempted functions win over stubs, then the exercise's own name over one
like it, then a folder exercises/, then the newest of folders that Teams calls Version 1, Version 2, then the folder
with most work, then the file with most work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from tensorgrade.course.catalogue import EXERCISE_FILE, Course, Exercise
from tensorgrade.submission import notebook_cells
from tensorgrade.submission.bundles import files_of_bundles
from tensorgrade.submission.notebook_cells import Cells
from tensorgrade.submission.unpacking import NOTEBOOK
from tensorgrade.submission.untouched import attempted, stub_of

SOURCES = (".py", notebook_cells.SUFFIX)
DATA = (
    *(".csv", ".tsv", ".txt", ".json", ".jsonl", ".yaml", ".yml", ".toml", ".ini"),
    *(".npy", ".npz", ".pt", ".pth", ".safetensors", ".png", ".jpg", ".jpeg"),
)
COMPANIONS_LIMIT = 500
COMPANION_BYTES = 4 << 20
OF_THE_COURSE = {"checks", "hints"}  # below exercises/: what every student has
HOME = "exercises"
VERSION = re.compile(r"version (\d{1,6})", re.IGNORECASE)
RENAMED = re.compile(r"\.py(\.txt)?$|\.ipynb(\.txt|\.json)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """One file that may stand for an exercise: its place, the Python source that it is, or why it cannot be read."""

    path: PurePosixPath
    source: bytes = b""
    notes: tuple[str, ...] = ()
    cells: Cells | None = None
    problem: str = ""

    @property
    def is_notebook(self) -> bool:
        """Say whether it is a notebook."""
        return is_notebook(self.path)


@dataclass(frozen=True)
class Contender:
    """A candidate for one exercise: how many functions it attempts, and whether it has the exercise's own name."""

    candidate: Candidate
    work: int
    is_named: bool

    @property
    def folder(self) -> PurePosixPath:
        """The folder that the file lies in."""
        return self.candidate.path.parent


@dataclass
class Selection:
    """What is taken of a hand-in; files by the names under which they lie beside each other when they run.

    considered: the files that could have been an exercise. homes: the folders that exercises lie in.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    chosen: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cells: dict[str, Cells] = field(default_factory=dict)
    places: dict[str, PurePosixPath] = field(default_factory=dict)
    considered: set[PurePosixPath] = field(default_factory=set)
    homes: list[PurePosixPath] = field(default_factory=list)

    def take(self, exercise: Exercise, candidate: Candidate) -> None:
        """Have a candidate stand for an exercise."""
        self.places[exercise.file] = candidate.path
        if candidate.problem:
            self.problems[exercise.file] = candidate.problem
            return
        self.files[exercise.file] = candidate.source
        self.notes += [f"{candidate.path}, {note}" for note in candidate.notes]
        if candidate.cells is not None:
            self.cells[exercise.file] = candidate.cells


def select(course: Course, files: Mapping[PurePosixPath, bytes], problems: Mapping[PurePosixPath, str]) -> Selection:
    """Choose the file of each exercise, and what travels with them."""
    candidates = [candidate_of(path, content) for path, content in files.items() if RENAMED.search(path.name)]
    candidates += [Candidate(path, problem=problem) for path, problem in problems.items() if is_source(path)]
    found = Selection()
    contenders = {exercise: contenders_for(exercise, candidates) for exercise in course.exercises}
    found.considered = {each.candidate.path for listed in contenders.values() for each in listed}
    folders = work_by_folder(contenders.values())
    for exercise, listed in contenders.items():
        if listed:
            best, *others = sorted(listed, key=lambda contender: rank(contender, folders))
            found.take(exercise, best.candidate)
            tell_choice(found, exercise, best, others, folders)
    add_bundles(found, course, candidates)
    add_companions(found, course, candidates, files)
    return found


def candidate_of(path: PurePosixPath, content: bytes) -> Candidate:
    """Return a file as the Python source that it stands for."""
    if not is_notebook(path):
        return Candidate(path, content)
    try:
        read = notebook_cells.source_of(content)
    except notebook_cells.NotebookError as error:
        return Candidate(path, problem=str(error))
    return Candidate(path, read.code, read.notes, read.cells)


def contenders_for(exercise: Exercise, candidates: Sequence[Candidate]) -> list[Contender]:
    """Return the files that could be an exercise: those of its name, and those of a like name that attempt it."""
    found = []
    for candidate in candidates:
        is_named = bare(candidate.path) == exercise.stub.stem and is_source(candidate.path)
        if is_named or is_alike(candidate.path, exercise):
            work = 0 if candidate.problem else attempted(candidate.source, exercise)
            if is_named or work:
                found.append(Contender(candidate, work, is_named))
    return found


def bare(path: PurePosixPath) -> str:
    """Return the name of a file without what says that it is Python or a notebook."""
    return RENAMED.sub("", path.name)


def is_alike(path: PurePosixPath, exercise: Exercise) -> bool:
    """Say whether a name is that of an exercise but for what a browser, a platform or a student added or lost."""
    other = EXERCISE_FILE.fullmatch(f"{bare(path)}.py")
    if other is not None and int(other[1]) != exercise.number:
        return False
    words = re.sub(r"[^a-z0-9]+", "_", bare(path).lower()).strip("_")
    return exercise.stub.stem in words or words == exercise.slug or words.startswith(f"ex{exercise.number:02}_")


Folders = Mapping[PurePosixPath, tuple[int, int]]


def work_by_folder(contenders: Iterable[Sequence[Contender]]) -> Folders:
    """Return for each folder how many functions are attempted in it, and how many files of exercises it has."""
    found: dict[PurePosixPath, tuple[int, int]] = {}
    for listed in contenders:
        for contender in listed:
            work, count = found.get(contender.folder, (0, 0))
            found[contender.folder] = (work + contender.work, count + contender.is_named)
    return found


def rank(contender: Contender, folders: Folders) -> tuple[object, ...]:
    """Return what contenders for one exercise are sorted by, the best first."""
    work, count = folders[contender.folder]
    return (
        bool(contender.candidate.problem),
        contender.work == 0,
        not contender.is_named,
        contender.folder.name != HOME,
        -version_of(contender.folder),
        -work,
        -count,
        len(contender.folder.parts),
        str(contender.folder),
        -contender.work,
        contender.candidate.is_notebook,
        str(contender.candidate.path),
    )


def version_of(folder: PurePosixPath) -> int:
    """Return which version of a hand-in a folder says it holds; 0 where it says none."""
    return max((int(match[1]) for part in folder.parts if (match := VERSION.fullmatch(part))), default=0)


def tell_choice(
    found: Selection, exercise: Exercise, best: Contender, others: Sequence[Contender], folders: Folders
) -> None:
    """Tell which file was chosen where that is not plain."""
    path = best.candidate.path
    if not best.is_named:
        found.chosen.append(f"{path} is taken as {exercise.file}")
    for other in others:
        if other.candidate.problem and not best.candidate.problem:
            found.chosen.append(f"{other.candidate.path} is passed over, for {other.candidate.problem}")
        elif other.candidate.source != best.candidate.source or other.candidate.problem:
            found.chosen.append(f"{other.candidate.path} is passed over, for {path} {why(best, other, folders)}")


def why(best: Contender, other: Contender, folders: Folders) -> str:
    """Say in what a file was better than another."""
    if best.work and not other.work:
        return "has work where the other has none"
    if best.is_named and not other.is_named:
        return "has the name of the exercise"
    if best.folder == other.folder:
        return "has more work" if best.work > other.work else "is there"
    if best.folder.name == HOME and other.folder.name != HOME:
        return f"lies in {HOME}/"
    if version_of(best.folder) > version_of(other.folder):
        return "is the newer version"
    return "lies where more work is" if folders[best.folder] > folders[other.folder] else "comes first"


def add_bundles(found: Selection, course: Course, candidates: Sequence[Candidate]) -> None:
    """Have files without an exercise's name stand for those exercises that they answer and no other file does.

    Beside files that have such a name, a file has to attempt half of an exercise's functions.
    """
    names = {exercise.file for exercise in course.exercises}
    bundles = [candidate for candidate in candidates if not candidate.problem and not is_exercise(candidate.path.name)]
    has_names = any(is_exercise(candidate.path.name) for candidate in candidates)
    top = min((len(candidate.path.parts) for candidate in bundles), default=0)
    if not has_names:
        bundles = [candidate for candidate in bundles if len(candidate.path.parts) == top]
    taken = files_of_bundles(course, {str(candidate.path): candidate.source for candidate in bundles})
    for exercise in course.exercises:
        source = taken.get(exercise.file)
        if source is None or exercise.file in found.places or exercise.file not in names:
            continue
        if not has_names or 2 * attempted(source, exercise) >= len(stub_of(exercise)):
            bundle = next(candidate for candidate in bundles if candidate.source == source)
            found.take(exercise, bundle)
            if has_names:
                found.chosen.append(f"{bundle.path} is taken as {exercise.file}, whose functions it defines")


def add_companions(
    found: Selection, course: Course, candidates: Sequence[Candidate], files: Mapping[PurePosixPath, bytes]
) -> None:
    """Add the modules and data that lie beside or below the files of exercises, within bounds."""
    homes = list(dict.fromkeys(path.parent for path in found.places.values()))
    if not homes:
        homes = [
            min((candidate.path.parent for candidate in candidates), key=lambda place: len(place.parts), default=HERE)
        ]
    found.homes = homes
    count = size = 0
    for path, content in sorted(files.items()):
        place = place_beside(path, homes)
        if place is None or place in found.files or path in found.places.values() or is_of_course(course, place):
            continue
        count, size = count + 1, size + len(content)
        if count > COMPANIONS_LIMIT:
            found.notes.append(f"it has more than {COMPANIONS_LIMIT} files: the others are left out")
            break
        if size > COMPANION_BYTES:
            found.notes.append(f"{path} is left out, for the files beside exercises hold more than 4 MiB")
            size -= len(content)
            continue
        found.files[place] = content


HERE = PurePosixPath()


def place_beside(path: PurePosixPath, homes: Sequence[PurePosixPath]) -> str | None:
    """Return where a file lies from the exercises in the folder that holds it, the innermost of them."""
    if is_notebook(path):
        return None
    inside = [home for home in homes if path.is_relative_to(home)]
    home = max(inside, key=lambda place: len(place.parts), default=None)
    return None if home is None else path.relative_to(home).as_posix()


def is_of_course(course: Course, place: str) -> bool:
    """Say whether a file is one that every student has: checks, hints, the course's own data."""
    first = PurePosixPath(place).parts[0]
    return first in OF_THE_COURSE or (first == "data" and (course.root / HOME / place).exists())


def is_source(path: PurePosixPath) -> bool:
    """Say whether a file may be Python, or a notebook."""
    return path.suffix.lower() in SOURCES


def is_notebook(path: PurePosixPath) -> bool:
    """Say whether a file may be a notebook, if by the name under which a browser saved it."""
    return NOTEBOOK.search(path.name) is not None


def is_exercise(name: str) -> bool:
    """Say whether a file has the name of an exercise's, as Python or as a notebook."""
    return EXERCISE_FILE.fullmatch(name.replace(notebook_cells.SUFFIX, ".py")) is not None
