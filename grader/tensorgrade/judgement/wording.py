"""What was seen, in words: the actual and the expected side of a symptom, and where. Pure."""

from __future__ import annotations

from tensorgrade.judgement.compare.arrays import Difference
from tensorgrade.judgement.compare.comparison import Path
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import is_absent_device, is_device_mismatch
from tensorgrade.protocol.endings import COSTS_THE_FILE
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.records import Failure, LeftOut, Reason
from tensorgrade.text import plain

ABSENT_DEVICE = "a device is asked for that the machine may not have"
PRINTED_LINES, PRINTED_CHARACTERS = 8, 800


def actual_of(symptom: Symptom) -> str:
    """Say what the submission gave."""
    if symptom.state_changes:
        return "; ".join(symptom.state_changes)
    if symptom.mismatch is None:
        if symptom.failure is None:
            return symptom.ending.facts.words
        is_absent = symptom.ending.line is not None and is_absent_device(symptom.failure.message)
        return ABSENT_DEVICE if is_absent else exception_told(symptom.failure)
    return flag_told(symptom, symptom.mismatch.actual) or side(symptom.mismatch.actual, symptom.mismatch.difference)


def expected_of(symptom: Symptom) -> str:
    """Say what the reference gave."""
    if symptom.state_changes:
        return "global state as it was before the call"
    if symptom.mismatch is None:
        return "a result without an exception" if symptom.failure else "a result"
    mismatch = symptom.mismatch
    if mismatch.tolerance is None or mismatch.difference is None:
        return flag_told(symptom, mismatch.expected) or mismatch.expected
    return mismatch.tolerance.told(mismatch.difference.expected, mismatch.expected)


def flag_told(symptom: Symptom, flag: str) -> str:
    """Say of what a check's yes or no is one, where its name is a statement; else nothing."""
    is_statement = symptom.attribute == "values" and symptom.actual_flag() is not None and " " in symptom.observation
    return f'"{symptom.observation}" is {flag.lower()}' if is_statement else ""


def side(text: str, difference: Difference | None) -> str:
    """Add to a number how many others are off too."""
    if difference is None or difference.total == 1:
        return text
    return f"{text}; {difference.count} of {difference.total} numbers differ, by up to {difference.greatest:.3g}"


def where_of(symptom: Symptom) -> str:
    """Say where: the student's line for an exception, else the call, the observation and the index."""
    if symptom.ending.line is not None:
        return place_told(symptom.ending.line.place)
    if symptom.failure and symptom.failure.place:
        made = symptom.failure.made if is_device_mismatch(symptom.failure.message) else None
        failed = place_told(symptom.failure.place)
        return f"{failed}; the tensor on the CPU was made in {place_told(made)}" if made else failed
    if symptom.ending.stopped_at is not None:
        return f"{place_told(symptom.ending.stopped_at)}, in {symptom.call or symptom.case.function}"
    if symptom.ending.kind in COSTS_THE_FILE:
        return f"the file of {symptom.case.exercise}"
    parts = [symptom.call] if symptom.call else []
    if symptom.mismatch is not None:
        index = symptom.mismatch.difference.index if symptom.mismatch.difference else ()
        place = name_told(symptom)
        comma = "," if " " in place else ""
        parts.append(place + (f"{comma} at index {list(index)}" if index else ""))
        tensors = symptom.tensors_that_differ_in("device")
        if tensors and (made := tensors[1].made):
            parts.append(f"made in {place_told(made)}")
    return " -> ".join(parts) or symptom.case.function


def name_told(symptom: Symptom) -> str:
    """Name what was observed, and which part of it is meant."""
    return part_named(symptom.observation, symptom.mismatch.path if symptom.mismatch else ())


def part_named(name: str, path: Path) -> str:
    """Name a part of an observation; behind a name of several words it would be read as a part of the last of them."""
    if path and " " in name:
        return f"{path_told(path)} of {name}"
    return name + path_told(path)


def sides_told(symptom: Symptom) -> str:
    """Say in a sentence what is there and what is expected; a check's yes or no by the statement that it is about."""
    name = name_told(symptom)
    if symptom.mismatch is not None and symptom.attribute == "values" and symptom.actual_flag() is not None:
        return f'"{name}" is {symptom.mismatch.actual.lower()}; it has to be {symptom.mismatch.expected.lower()}.'
    actual = symptom.mismatch.actual if symptom.mismatch else actual_of(symptom)
    return f"{name} is {actual}; {expected_of(symptom)} is expected."


def rule_told(symptom: Symptom) -> str:
    """Give the rule that a check is about, as a part of a sentence."""
    return symptom.case.title.rstrip(".") or symptom.case.function


def repro_told(symptom: Symptom) -> str:
    """Write the command that prints a failing call of a function."""
    return f"grade repro {symptom.case.exercise}.{symptom.case.function}"


def path_told(path: Path) -> str:
    """Write how to get from an observation to a part of it; a part that has a name is written behind a dot."""
    return "".join(step if isinstance(step, str) and step.startswith(".") else f"[{step}]" for step in path)


def place_told(place: Place) -> str:
    """Write a line of the student's file."""
    return f"{place.file}, line {place.line}" + (f": {place.code}" if place.code else "")


REASONS = {
    Reason.RAISED: "fails when the file is imported",
    Reason.TOO_LONG: "was cut off when the file was imported, for it took too long",
    Reason.NOT_RUN: "was left out, for what stands at the left margin ends the process that imports the file",
}


def line_told(line: LeftOut) -> str:
    """Say what became of a line at the left margin."""
    note = f" ({line.note})" if line.note else ""
    return f"{line.place.file}, line {line.place.line} {REASONS[line.reason]}{note}"


def consequence_told(function: str, used: str) -> str:
    """Say which function to mend before one that uses it."""
    return f"{function} uses your {used}, which fails checks of its own. Fix {used} first."


def last_lines(printed: str) -> str:
    """Return the end of what the code printed, as much as is shown."""
    kept = printed.rstrip()[-PRINTED_CHARACTERS:]
    return plain("\n".join(kept.splitlines()[-PRINTED_LINES:]))


def exception_told(failure: Failure) -> str:
    """Write an exception as Python does."""
    return f"{failure.type}: {failure.message}" if failure.message else failure.type
