"""Who of a class was there at the last run and is no longer: out of all reports, and kept in the gradebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tensorgrade.answers.keys import parsed_key
from tensorgrade.classroom.gradebook import Gradebook
from tensorgrade.classroom.roll import Roll


def note_roll(book: Gradebook, roll: Roll, is_listed: bool) -> list[str]:
    """Keep who handed in and who did not; return whose hand-in is no longer there since the last run.

    is_listed: whether there is a class list; without one whoever was absent before stays so.
    """
    before, identities = set(book.students), book.identities
    present, absent = roll.present, roll.missing
    if not is_listed:
        absent = {student: identities[student] for student in book.absent}
        present = {student: who.filled_from(identities.get(student, who)) for student, who in present.items()}
    book.put_roll(present, absent)
    return [student for student in book.gone if student in before]


def farewells(book: Gradebook, gone: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Say of each whose hand-in is gone what becomes of it."""
    keys = {student: parsed_key(text) for student, text in book.keys().items()}
    contents = {key.content: student for student, key in keys.items() if key and student in set(book.students)}
    for student in gone:
        key = keys[student]
        twin = contents.get(key.content) if key else None
        more = f"; {twin} handed in the same" if twin else ""
        kept = ", with the points set by hand," if book.overrides(student) else ""
        yield (
            student,
            f"no longer among the hand-ins{more}: left out of all reports, and kept{kept} until it comes back",
        )
