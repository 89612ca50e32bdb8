"""A line of a failing function that is worth a look, told beside the remedy.

In: what is wrong with the functions of an exercise, and the student's source, which is parsed and never run. Out: what
was recognised in their failing cases, with a sentence about a line. It is seen in the code, and no cause: the line may
have nothing to do with the fault. A cause it is where the failure itself leads to the line: an exception that is asked
for is returned there, a function calls itself there without end, nothing is returned in it, or it is the only one that
cuts a graph. Pure.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tensorgrade.course.catalogue import Exercise
from tensorgrade.judgement.diagnosis import diagnose
from tensorgrade.judgement.endless_calls import endless_call
from tensorgrade.judgement.judge import Judged
from tensorgrade.judgement.left_behind import left_behind_in
from tensorgrade.judgement.named import UNNAMED, Named
from tensorgrade.judgement.off_the_graph import leaving_the_graph_in
from tensorgrade.judgement.slips import (
    Slip,
    chosen_devices_in,
    lenient_loads_in,
    returned_exceptions_in,
    returnless_in,
    uncalled_in,
    unreached_in,
)
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import is_device_mismatch
from tensorgrade.judgement.unkept import unkept_in
from tensorgrade.judgement.veto import SOURCE_BYTES
from tensorgrade.protocol.fields import Place
from tensorgrade.python_source import Definition, definitions_of, parsed

PlaceOf = Callable[[Place], Place]
Look = Callable[[Definition], Iterator[Slip]]
CUT = "missing-gradient"
NOTHING = "missing-return"
LOOKS: tuple[Look, ...] = (uncalled_in, unreached_in, unkept_in, lenient_loads_in)


@dataclass(frozen=True)
class StudentSource:
    """The student's file. place_of: tells a line of it as the student knows it, as one of a notebook's cell."""

    file: str
    tree: ast.Module
    place_of: PlaceOf

    def told(self, slip: Slip) -> str:
        """Tell a line in a sentence."""
        place = self.place_of(Place(self.file, slip.line, "", ""))
        return f"{place.file}, line {place.line} {slip.told}"

    def lines_of(self, places: Sequence[Place]) -> set[int]:
        """Return the lines of the file at which a failure has its places."""
        wanted = {(place.file, place.line) for place in places}
        numbers = {node.lineno for node in ast.walk(self.tree) if isinstance(node, ast.expr)}
        placed = {number: self.place_of(Place(self.file, number, "", "")) for number in numbers}
        return {number for number, place in placed.items() if (place.file, place.line) in wanted}


def notice(
    exercise: Exercise,
    judged: Sequence[Judged],
    recognised: Mapping[str, Named],
    code: bytes,
    place_of: PlaceOf,
) -> dict[str, Named]:
    """Return what was recognised in failing cases of functions in which a line is worth a look, and that line."""
    wrong = [check for check in judged if check.first.exercise == exercise.slug and check.symptoms]
    tree = parsed(code) if wrong and len(code) <= SOURCE_BYTES else None
    if tree is None:
        return {}
    source = StudentSource(exercise.file, tree, place_of)
    nodes = {node.name: node for node in definitions_of(tree)}
    noticed = {}
    for check in wrong:
        node = nodes.get(check.first.function)
        for symptom in check.symptoms:
            named = recognised.get(symptom.case.id, UNNAMED)
            if node is not None and (more := noticed_in(source, node, symptom, named)) is not None:
                noticed[symptom.case.id] = more
    return noticed


def noticed_in(source: StudentSource, node: Definition, symptom: Symptom, named: Named) -> Named | None:
    """Add to what was recognised in a case the first line that is worth a look; None where there is none."""
    if (cause := cause_in(source, node, symptom) or cut_in(node, symptom, named)) is not None:
        diagnosis, slip = cause
        return Named(diagnosis, cause=source.told(slip), remedy=slip.remedy, follows=named.follows)
    for look in (*looks_for(symptom, named), *LOOKS):
        slips = slips_by(look, node)
        if slips:
            return replace(named, notice=source.told(slips[0]), remedy=named.remedy or slips[0].remedy)
    return None


def looks_for(symptom: Symptom, named: Named) -> tuple[Look, ...]:
    """Return the looks that what was seen in a case leads to."""
    if named.diagnosis == "nondeterministic":
        return (left_behind_in,)
    is_of_devices = symptom.attribute == "device" or (symptom.failure and is_device_mismatch(symptom.failure.message))
    return (chosen_devices_in,) if is_of_devices else ()


def cut_in(node: Definition, symptom: Symptom, named: Named) -> tuple[str, Slip] | None:
    """Return the only line at which a value leaves the graph, where nothing else says why no gradient comes."""
    if named.cause or named.candidates or symptom.failure is not None or diagnose(symptom).name != CUT:
        return None
    slips = slips_by(leaving_the_graph_in, node)
    return (CUT, slips[0]) if len(slips) == 1 else None


@lru_cache(maxsize=8)  # the failing cases of a function come one after the other
def slips_by(look: Look, node: Definition) -> Sequence[Slip]:
    """Return the lines of a function that a look gives, in order."""
    return sorted(look(node), key=lambda slip: slip.line)


def cause_in(source: StudentSource, node: Definition, symptom: Symptom) -> tuple[str, Slip] | None:
    """Return the line that a failure itself leads to, with the name of the diagnosis."""
    slip: Slip | None = None
    if symptom.failure is not None and symptom.failure.type == "RecursionError":
        # the outermost of the lines may be of a call that ends: of another part of what is taken apart
        slip = endless_call(source.tree, source.lines_of(symptom.failure.places[1:]))
        return ("raised", slip) if slip else None
    if symptom.attribute == "exception" and symptom.nothing_was_raised():
        slip = next(returned_exceptions_in(node, symptom.mismatch.expected if symptom.mismatch else ""), None)
        return ("missing-exception", slip) if slip else None
    if symptom.attribute == "type" and diagnose(symptom).name == NOTHING:
        slip = next(returnless_in(node), None)
        return (NOTHING, slip) if slip else None
    return None
