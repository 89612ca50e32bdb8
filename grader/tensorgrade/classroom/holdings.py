"""What a gradebook keeps of a hand-in beside its result: sources, runs, how functions failed and were solved, hints.

The desk shows it, groups are made of it, and a class is judged again from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from tensorgrade.classroom.database import Database, Statements
from tensorgrade.decoding import read_json
from tensorgrade.kept_runs import Runs, unpacked_runs
from tensorgrade.scoring.behaviour import Behaviour

SOURCE_BYTES = 1 << 20
TABLES = ("sources", "runs", "behaviours", "ways", "hints")
Behaviours = tuple[Behaviour, ...]


@dataclass(frozen=True)
class Holding:
    """What is kept of one hand-in; `runs` are packed (tensorgrade.kept_runs), `ways` by exercise and function.

    hints: how many were opened of each function, by its full name; None where nothing tells.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    runs: bytes = b""
    behaviours: Behaviours = ()
    ways: Mapping[tuple[str, str], str] = field(default_factory=dict)
    hints: Mapping[str, int] | None = None

    def statements(self, student: str) -> Statements:
        """Return what writes it in the place of what there was."""
        sources = [(student, file, content[:SOURCE_BYTES]) for file, content in self.files.items()]
        ways = [(student, *place, way) for place, way in self.ways.items()]
        behaviours = msgspec.json.encode(self.behaviours).decode()
        return [
            *((f"DELETE FROM {table} WHERE student = ?", [(student,)]) for table in TABLES),
            ("INSERT INTO sources VALUES (?, ?, ?)", sources),
            ("INSERT INTO runs VALUES (?, ?)", [(student, self.runs)]),
            ("INSERT INTO behaviours VALUES (?, ?)", [(student, behaviours)]),
            ("INSERT INTO ways VALUES (?, ?, ?, ?)", ways),
            *hints_written(student, self.hints),
        ]


def hints_written(student: str, hints: Mapping[str, int] | None) -> Statements:
    """Return what writes which hints a student has opened, in the place of what there was."""
    rows = [] if hints is None else [(student, msgspec.json.encode(hints).decode())]
    return [("DELETE FROM hints WHERE student = ?", [(student,)]), ("INSERT INTO hints VALUES (?, ?)", rows)]


class Holdings:
    """Reads what a gradebook keeps of hand-ins."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, student: str) -> Holding:
        """Return all that is kept of one student."""
        row = self._database.one("SELECT content FROM runs WHERE student = ?", student)
        ways = self._database.all("SELECT exercise, function, way FROM ways WHERE student = ?", student)
        return Holding(
            self.files(student),
            bytes_in(row[0]) if row else b"",
            self.behaviours().get(student, ()),
            {(str(exercise), str(function)): str(way) for exercise, function, way in ways},
            self.hints().get(student),
        )

    def files(self, student: str) -> dict[str, bytes]:
        """Return the sources of one student."""
        rows = self._database.all("SELECT file, content FROM sources WHERE student = ? ORDER BY file", student)
        return {str(file): bytes_in(content) for file, content in rows}

    def runs(self, student: str) -> Runs | None:
        """Return the runs of one student; None where they are not kept."""
        row = self._database.one("SELECT content FROM runs WHERE student = ?", student)
        return unpacked_runs(bytes_in(row[0])) if row else None

    def behaviours(self) -> dict[str, Behaviours]:
        """Return how functions failed, by student."""
        rows = self._database.all("SELECT student, content FROM behaviours ORDER BY student")
        return {str(student): read_json(str(content), Behaviours) for student, content in rows}

    def hints(self) -> dict[str, dict[str, int]]:
        """Return how many hints of each function were opened, by student, of those whose hand-in tells."""
        rows = self._database.all("SELECT student, content FROM hints ORDER BY student")
        return {str(student): read_json(str(content), dict[str, int]) for student, content in rows}

    def right_ways(self) -> dict[tuple[str, str], dict[str, list[str]]]:
        """Return who solved each function in which way, of those who have all its points."""
        rows = self._database.all(
            "SELECT exercise, function, way, student FROM ways WHERE (student, exercise, function) IN ("
            "SELECT student, exercise, function FROM checks GROUP BY 1, 2, 3 HAVING min(outcome = 'passed')) ORDER BY 4"
        )
        ways: dict[tuple[str, str], dict[str, list[str]]] = {}
        for exercise, function, way, student in rows:
            ways.setdefault((str(exercise), str(function)), {}).setdefault(str(way), []).append(str(student))
        return ways


def bytes_in(value: object) -> bytes:
    """Return what a column of bytes holds."""
    assert isinstance(value, bytes)
    return value
