"""From what the contract leaves open to notes: told once for each function, without points. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tensorgrade.judgement.diagnosis import Diagnosis, entry
from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.symptom import Symptom


def advice_in(judged: Sequence[Judged]) -> tuple[Diagnosis, ...]:
    """Return the notes on an answer, each once for a function; of a hidden check nothing is told of the call."""
    notes: dict[tuple[str, str], Diagnosis] = {}
    for check in sorted(judged, key=lambda check: check.first.visibility == "hidden"):
        for symptom in check.advice:
            note = note_of(symptom)
            notes.setdefault((check.first.function, note.name), note)
    return tuple(notes.values())


def note_of(symptom: Symptom) -> Diagnosis:
    """Write a note, which the author of the check named: what it advises, and where that was seen."""
    name = symptom.expected.observation.suspect if symptom.expected else None
    assert name is not None, "advice has a name"
    told = entry(name).of(symptom)
    where = symptom.call if symptom.case.visibility == "public" else ""
    return replace(told, actual="", expected="", where=where, pictures=(), printed="")
