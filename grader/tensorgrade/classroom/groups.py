"""Answers of a class that are alike: one group a known mistake, one a behaviour that none explains, one a right way.

In: a gradebook with what it keeps of hand-ins. Out: groups, in an order and with names that are the same in every run
over the same answers. Two answers behave alike when they fail the same cases, as nobody explains, and left the same
values there, within the tolerances by which answers are judged; those on other inputs cannot be compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from tensorgrade.answers.keys import parsed_key
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.holdings import Holdings
from tensorgrade.classroom.ways import code_of
from tensorgrade.course.catalogue import Course
from tensorgrade.decoding import read_json
from tensorgrade.judgement.compare.comparison import Seen
from tensorgrade.judgement.diagnosis import Diagnosis
from tensorgrade.judgement.dictionary import behaves_alike
from tensorgrade.judgement.second_look import numbers_in
from tensorgrade.kept_runs import Runs
from tensorgrade.protocol.transcript import Evidence, Transcript
from tensorgrade.scoring.behaviour import Behaviour

Kind = Literal["known", "alike", "right"]
RUNS_AT_ONCE = 64
FEWEST_ALIKE = 2
DIGITS = 2  # of numbers in a name: far fewer than those by which answers differ within tolerance

RunsOf = Callable[[str], Runs | None]


class AnswerGroup(msgspec.Struct, frozen=True):
    """Students whose answers to one function are alike.

    function: empty for a whole file. diagnosis: what is wrong with the representative's answer, nothing of it veiled;
    none where it is right. why: the known cause, or what it could be. checks: those that fail. code: the
    representative's.
    """

    id: str
    kind: Kind
    exercise: str
    function: str
    students: tuple[str, ...]
    representative: str
    why: str = ""
    checks: tuple[str, ...] = ()
    diagnosis: Diagnosis | None = None
    code: str = ""

    @property
    def place(self) -> str:
        """The function's full name; the exercise's for a whole file."""
        return f"{self.exercise}.{self.function}" if self.function else self.exercise


def keep_groups(book: Gradebook, course: Course) -> list[AnswerGroup]:
    """Gather the groups of a class, and write them into its gradebook."""
    groups = gather(book, {exercise.slug: exercise.file for exercise in course.exercises})
    rows = [(group.id, msgspec.json.encode(group).decode()) for group in groups]
    statement = "INSERT INTO groups (id, content) VALUES (?, ?)"
    book.database.write([("DELETE FROM groups", [()]), (statement, rows)])
    return groups


def kept_groups(book: Gradebook) -> list[AnswerGroup]:
    """Return the groups that were written."""
    return groups_in(texts_of_groups(book))


def texts_of_groups(book: Gradebook) -> list[str]:
    """Return the groups as they were written."""
    return [str(content) for (content,) in book.database.all("SELECT content FROM groups ORDER BY place")]


def groups_in(texts: Iterable[str]) -> list[AnswerGroup]:
    """Read groups."""
    return [read_json(text, AnswerGroup) for text in texts]


def gather(book: Gradebook, files: Mapping[str, str]) -> list[AnswerGroup]:
    """Return the groups of the students who are there; `files` are the names of the exercises' files by slug."""
    holdings, present = Holdings(book.database), set(book.students)
    behaviours = {student: found for student, found in holdings.behaviours().items() if student in present}
    alike = alike_groups(behaviours, seeds_of(book), holdings)
    groups = [*known_groups(behaviours), *alike, *right_groups(holdings, present)]
    order = {slug: place for place, slug in enumerate(files)}
    kinds = ("alike", "known", "right")
    groups.sort(
        key=lambda group: (order.get(group.exercise, len(order)), group.function, kinds.index(group.kind),
                           -len(group.students), group.id)
    )  # fmt: skip
    return [with_code(group, holdings, files) for group in distinct(groups)]


def known_groups(behaviours: Mapping[str, Sequence[Behaviour]]) -> Iterator[AnswerGroup]:
    """Gather who makes each known mistake."""
    gathered: dict[tuple[str, str, str], list[tuple[str, Behaviour]]] = {}
    for student, found in behaviours.items():
        for behaviour in found:
            if behaviour.is_known:
                key = (behaviour.place, behaviour.diagnosis.name, behaviour.why)
                gathered.setdefault(key, []).append((student, behaviour))
    for key, members in gathered.items():
        yield group_of("known", members, key)


def alike_groups(
    behaviours: Mapping[str, Sequence[Behaviour]], seeds: Mapping[str, int], holdings: Holdings
) -> Iterator[AnswerGroup]:
    """Gather whose failures nobody explains, by what they left."""
    alike: dict[tuple[str, int, tuple[str, ...]], list[tuple[str, Behaviour]]] = {}
    for student, found in behaviours.items():
        for behaviour in found:
            if not behaviour.is_known:
                key = (behaviour.place, seeds.get(student, 0), behaviour.cases)
                alike.setdefault(key, []).append((student, behaviour))
    runs_of = lru_cache(RUNS_AT_ONCE)(holdings.runs)
    for (place, _, cases), members in sorted(alike.items()):
        for cluster in clusters(members, cases, runs_of):
            runs = runs_of(cluster[0][0])
            yield group_of("alike", cluster, (place, *cases, *look_of(runs, cases)))


def right_groups(holdings: Holdings, present: set[str]) -> Iterator[AnswerGroup]:
    """Gather who solved a function in which way."""
    for (exercise, function), ways in holdings.right_ways().items():
        for way, solvers in ways.items():
            students = tuple(student for student in solvers if student in present)
            if students:
                name = named("right", (exercise, function, way))
                yield AnswerGroup(name, "right", exercise, function, students, students[0])


def clusters(
    members: Sequence[tuple[str, Behaviour]], cases: Sequence[str], runs_of: RunsOf
) -> list[list[tuple[str, Behaviour]]]:
    """Part students who fail the same cases by what they left there."""
    gathered: list[tuple[Transcript, list[tuple[str, Behaviour]]]] = []
    for member in members:
        runs = runs_of(member[0]) if len(members) >= FEWEST_ALIKE else None
        failing = runs.failing if runs is not None else None
        for first, cluster in gathered:
            if failing is not None and all(behaves_alike(first.of(case), failing.of(case)) for case in cases):
                cluster.append(member)
                break
        else:
            gathered.append((failing or Transcript({}), [member]))
    return [cluster for _, cluster in gathered]


def group_of(kind: Kind, members: Sequence[tuple[str, Behaviour]], key: Sequence[str]) -> AnswerGroup:
    """Make a group; the first student by name stands for all."""
    student, behaviour = members[0]
    return AnswerGroup(
        id=named(kind, key),
        kind=kind,
        exercise=behaviour.exercise,
        function=behaviour.function,
        students=tuple(student for student, _ in members),
        representative=student,
        why=behaviour.why,
        checks=behaviour.checks,
        diagnosis=behaviour.diagnosis,
    )


def named(kind: Kind, key: Iterable[str]) -> str:
    """Return a short name that follows from what a group has in common."""
    return hashlib.sha256(ascii([kind, *key]).encode()).hexdigest()[:10]


def look_of(runs: Runs | None, cases: Sequence[str]) -> Iterator[str]:
    """Say roughly what was left in some cases."""
    if runs is not None:
        for case in cases:
            yield from rough_words(runs.failing.of(case))


def rough_words(evidence: Evidence) -> Iterator[str]:
    """Say roughly what one case left: how it ended, and its numbers with few digits."""
    ending = evidence.record.ending
    yield f"{ending.kind} {ending.failure.type if ending.failure else ''}"
    for observation in evidence.record.observations:
        numbers = numbers_in(observation.value, Seen(observation, evidence.arrays))
        yield f"{observation.name} {' '.join(f'{number:.{DIGITS}g}' for number in numbers)}"


def distinct(groups: Sequence[AnswerGroup]) -> Iterator[AnswerGroup]:
    """Give groups that look the same from afar names of their own."""
    counts: dict[str, int] = {}
    for group in groups:
        counts[group.id] = counts.get(group.id, 0) + 1
        number = counts[group.id]
        yield group if number == 1 else replace(group, id=f"{group.id}-{number}")


def with_code(group: AnswerGroup, holdings: Holdings, files: Mapping[str, str]) -> AnswerGroup:
    """Show the code of the representative."""
    sources = holdings.files(group.representative)
    content = sources.get(files.get(group.exercise, ""), b"")
    return replace(group, code=code_of(content, group.function)) if group.function else group


def seeds_of(book: Gradebook) -> dict[str, int]:
    """Return on which seed each student was graded."""
    keys = {student: parsed_key(text) for student, text in book.keys().items()}
    return {student: key.seed for student, key in keys.items() if key}
