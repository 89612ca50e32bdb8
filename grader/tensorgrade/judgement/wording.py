"""What was seen, in words: the actual and the expected side of a symptom, and where. Pure."""

from __future__ import annotations

from tensorgrade.judgement.compare.arrays import Difference
from tensorgrade.judgement.compare.comparison import Path
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import is_device_mismatch
from tensorgrade.protocol.records import Failure, Place
from tensorgrade.text import plain

PRINTED_LINES, PRINTED_CHARACTERS = 8, 800


def actual_of(symptom: Symptom) -> str:
    """Say what the submission gave."""
    if symptom.state_changes:
        return "; ".join(symptom.state_changes)
    if symptom.mismatch is None:
        return exception_told(symptom.failure) if symptom.failure else symptom.ending.facts.words
    return side(symptom.mismatch.actual, symptom.mismatch.difference)


def expected_of(symptom: Symptom) -> str:
    """Say what the reference gave."""
    if symptom.state_changes:
        return "global state as it was before the call"
    if symptom.mismatch is None:
        return "a result without an exception" if symptom.failure else "a result"
    tolerance = f" ({symptom.mismatch.tolerance})" if symptom.mismatch.tolerance else ""
    return f"{symptom.mismatch.expected}{tolerance}"


def side(text: str, difference: Difference | None) -> str:
    """Add to a number how many others are off too."""
    if difference is None or difference.total == 1:
        return text
    return f"{text}; {difference.count} of {difference.total} numbers differ, by up to {difference.greatest:.3g}"


def where_of(symptom: Symptom) -> str:
    """Say where: the student's line for an exception, else the call, the observation and the index."""
    if symptom.failure and symptom.failure.places:
        made = symptom.failure.made if is_device_mismatch(symptom.failure.message) else None
        failed = place_told(symptom.failure.places[-1])
        return f"{failed}; the tensor on the CPU was made in {place_told(made)}" if made else failed
    parts = [symptom.call] if symptom.call else []
    if symptom.mismatch is not None:
        index = symptom.mismatch.difference.index if symptom.mismatch.difference else ()
        place = symptom.observation + path_told(symptom.mismatch.path)
        parts.append(place + (f" at index {list(index)}" if index else ""))
        tensors = symptom.tensors_that_differ_in("device")
        if tensors and (made := tensors[1].made):
            parts.append(f"made in {place_told(made)}")
    return " -> ".join(parts) or symptom.case.function


def path_told(path: Path) -> str:
    """Write how to get from an observation to a part of it."""
    return "".join(f"[{step}]" for step in path)


def place_told(place: Place) -> str:
    """Write a line of the student's file."""
    return f"{place.file}, line {place.line}" + (f": {place.code}" if place.code else "")


def consequence_told(function: str, used: str) -> str:
    """Say which function to mend before one that uses it."""
    return f"{function} uses your {used}, which fails checks of its own. Mend {used} first."


def last_lines(printed: str) -> str:
    """Return the end of what the code printed, as much as is shown."""
    kept = printed.rstrip()[-PRINTED_CHARACTERS:]
    return plain("\n".join(kept.splitlines()[-PRINTED_LINES:]))


def exception_told(failure: Failure) -> str:
    """Write an exception as Python does."""
    return f"{failure.type}: {failure.message}" if failure.message else failure.type
