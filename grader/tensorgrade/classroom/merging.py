"""The gradebooks of a class's shards put together into one, as if one batch had graded the class.

In go the folders that `grade batch --shard` wrote, and the gradebook that takes them. Out come its rows and the files
of its students, and what there is to tell: shards that are missing, not finished, or there twice. Parts that cannot be
of one class are refused. Merged again, the same parts change nothing, and points set by hand in the whole stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from tensorgrade.answers.keys import ResultKey, parsed_key
from tensorgrade.classroom.about import About
from tensorgrade.classroom.claim import STUDENTS, check_class
from tensorgrade.classroom.database import FILE
from tensorgrade.classroom.gradebook import Gradebook, open_gradebook
from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.page_names import page_names
from tensorgrade.classroom.shards import Part, Shard, check_share
from tensorgrade.exits import InputError
from tensorgrade.files import write_whole
from tensorgrade.scoring.standing import LatePolicy

NAMED = 20
Value = TypeVar("Value")


class MergeError(InputError):
    """Parts cannot be put together; the message is one sentence for the user."""


@dataclass(frozen=True)
class Opened:
    """The gradebook of one shard, open, and what it is a part of."""

    folder: Path
    book: Gradebook
    part: Part

    @cached_property
    def about(self) -> About:
        """What the gradebook is of."""
        return self.book.about

    @cached_property
    def keys(self) -> Mapping[str, ResultKey | None]:
        """What the result of each student follows from."""
        return {student: parsed_key(text) for student, text in self.book.keys().items()}

    @cached_property
    def people(self) -> Mapping[str, Identity]:
        """Who handed in."""
        return {student: who for student, who in self.book.identities.items() if student not in self.absent}

    @cached_property
    def absent(self) -> Mapping[str, Identity]:
        """Who did not."""
        absent = set(self.book.absent)
        return {student: who for student, who in self.book.identities.items() if student in absent}

    @cached_property
    def failed(self) -> list[str]:
        """The students whom we failed to grade."""
        return [student for student in self.people if (key := self.keys.get(student)) and not key.course]

    @cached_property
    def graded(self) -> list[str]:
        """The students who are graded as the shard was last asked for."""
        return [student for student in self.people if (key := self.keys.get(student)) and self.is_current(key)]

    @property
    def lacking(self) -> int:
        """How many students wait for their result, or for a new one."""
        return len(self.people) - len(self.graded) - len(self.failed)

    def is_current(self, key: ResultKey) -> bool:
        """Say whether a result follows from what the shard was last graded on."""
        is_on_seed = key.seed == self.part.seed or self.part.shard == Shard()
        return key.course == self.part.course and is_on_seed


@dataclass(frozen=True)
class Parts:
    """The shards of one class, each once, in order; what there is to tell of folders that do not count."""

    opened: tuple[Opened, ...]
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> int:
        """How many shards the class has."""
        return self.opened[0].part.shard.count

    @property
    def missing(self) -> list[int]:
        """The numbers of the shards that are not there."""
        present = {each.part.shard.number for each in self.opened}
        return [number for number in range(1, self.count + 1) if number not in present]

    @property
    def is_whole(self) -> bool:
        """Say whether all shards are there and finished."""
        return not self.missing and not any(each.lacking for each in self.opened)


@contextmanager
def opened_parts(folders: Sequence[Path]) -> Iterator[Parts]:
    """Open the gradebooks of shards, and see that they are of one class. Raises MergeError, GradebookError.

    A folder without a gradebook is that of a job that was lost early: it is told and passed over.
    """
    notes: list[tuple[str, str]] = []
    opened: list[Opened] = []
    with ExitStack() as stack:
        for folder in folders:
            if not (folder / FILE).is_file():
                notes.append(("passed over", f"{folder} holds no gradebook"))
                continue
            book = stack.enter_context(closing(open_gradebook(folder)))
            part = book.part
            if part is None or (part.shard == Shard() and len(folders) > 1):
                raise MergeError(f"{folder} is no shard of a class; grade batch --shard makes one")
            opened.append(Opened(folder, book, part))
        if not opened:
            raise MergeError(f"{folders[0]} holds no gradebook; grade batch --shard makes one")
        for each in opened[1:]:
            check_fits(opened[0], each)
        check_devices(opened)
        counted, left_out = each_shard_once(opened)
        yield Parts(tuple(counted), (*notes, *left_out))


def each_shard_once(opened: Sequence[Opened]) -> tuple[list[Opened], list[tuple[str, str]]]:
    """Take each shard once, in order, and of two the fuller one; say which are left out. Raises MergeError."""

    def number(each: Opened) -> int:
        return each.part.shard.number

    counted: list[Opened] = []
    notes: list[tuple[str, str]] = []
    for _, same in groupby(sorted(opened, key=lambda each: (number(each), -len(each.graded))), key=number):
        fullest, *others = same
        counted.append(fullest)
        for other in others:
            check_same_work(fullest, other)
            notes.append(
                (f"shard {other.part.shard}", f"there twice: {fullest.folder} counts, {other.folder} does not")
            )
    return counted, notes


def check_fits(first: Opened, other: Opened) -> None:
    """Raise MergeError unless two gradebooks are of one class, graded in one way."""
    told = next((told for told, is_same in agreements(first, other) if not is_same), None)
    if told:
        raise MergeError(f"{other.folder} is no part of the class of {first.folder}: {told}")


def agreements(first: Opened, other: Opened) -> Iterator[tuple[str, bool]]:
    """Compare what all parts of a class have in common: what is said where it is not the same, and whether it is."""
    a, b = first.part, other.part
    yield f"it is one of {b.shard.count} shards and not of {a.shard.count}", a.shard.count == b.shard.count
    yield f"it was graded on seed {b.seed} and not {a.seed}", a.seed == b.seed
    yield "it was graded by another version of the kit, of Python or of a library", a.kit == b.kit
    yield f"it was graded {b.level} and not {a.level}", a.level == b.level
    yield f"it was graded with --device {b.device} and not {a.device}", a.device == b.device
    yield "it is of other exercises", first.about.exercises == other.about.exercises
    yield "its course is another one, or was changed", a.course == b.course
    yield "its rules of lateness are others", first.about.policy == other.about.policy


def check_devices(opened: Sequence[Opened]) -> None:
    """Raise MergeError unless all students were graded on the same devices, which may differ between machines."""
    seen = [(device, each.folder) for each in opened for device in each.book.devices]
    for device, folder in seen:
        if device != seen[0][0]:
            raise MergeError(
                f"{folder} was graded on {device} and {seen[0][1]} on {seen[0][0]}; name one --device for all shards"
            )


def check_same_work(counts: Opened, other: Opened) -> None:
    """Raise MergeError where a shard is there twice, and with different work of a student."""
    for student in other.graded:
        mine, theirs = counts.keys.get(student), other.keys[student]
        if student in counts.graded and mine != theirs:
            raise MergeError(
                f"{counts.folder} and {other.folder} are both shard {other.part.shard}, and {student} handed in "
                "something else in one than in the other: leave one of them out"
            )


def merge(parts: Parts, book: Gradebook) -> None:
    """Put the parts into the gradebook of the whole class. Raises InputError."""
    folder = book.path.parent
    if any(each.book.path.samefile(book.path) for each in parts.opened):
        raise MergeError(f"{folder} is one of the shards; name another --out")
    check_share(book.path, book.part, Shard(), None)
    first = parts.opened[0]
    students = [student for each in parts.opened for student in each.keys]
    check_class(book, Path(str(first.about.submissions)), first.about.exercises, students)
    policy = first.about.policy if first.about.policy != LatePolicy() else book.about.policy
    setting = first.about.setting
    book.put_about(replace(book.about, seed=first.part.seed, policy=policy, setting=setting))
    book.put_part(replace(first.part, shard=Shard()))
    book.put_roll(united(each.people for each in parts.opened), united(each.absent for each in parts.opened))
    book.put_extensions(united([book.extensions, *(each.book.extensions for each in parts.opened)]))
    pages = page_names(sorted(students), book.pages())  # shards do not know each other's
    for each in parts.opened:
        copy_files(each, folder, pages)
        book.take(each.folder, {student: pages[student] for student in each.keys})


def united(each: Iterable[Mapping[str, Value]]) -> dict[str, Value]:
    """Put mappings together; of a name that several have the last counts."""
    return {name: value for mapping in each for name, value in mapping.items()}


def copy_files(opened: Opened, folder: Path, pages: Mapping[str, str]) -> None:
    """Copy the files of a part's students; one that is not there is left to be written anew from its row."""
    for student, page in opened.book.pages().items():
        for suffix in (".json", ".html"):
            source = opened.folder / STUDENTS / f"{page}{suffix}"
            target = folder / STUDENTS / f"{pages[student]}{suffix}"
            if source.is_file():
                write_whole(target, source.read_bytes())
            else:
                target.unlink(missing_ok=True)


def problems(parts: Parts) -> Iterator[tuple[str, str]]:
    """Say of which shards something is missing."""
    if missing := parts.missing:
        more = f" and {len(missing) - NAMED} more" if missing[NAMED:] else ""
        yield "missing", f"shard {', '.join(map(str, missing[:NAMED]))}{more} of {parts.count}"
    for each in parts.opened:
        shard = f"shard {each.part.shard}"
        if each.lacking:
            yield shard, f"not finished, {each.lacking} of {len(each.people)} are left: {each.folder}"
        if each.failed:
            yield shard, f"the grader failed on {', '.join(each.failed[:NAMED])}: {each.folder}"
