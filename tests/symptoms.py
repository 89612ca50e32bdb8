"""Symptoms made by hand: what one case of a submission may look like beside the reference."""

import numpy as np

from tensorgrade.judgement.symptom import Symptom, symptom_of
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.records import CaseRecord, Ending, Failure, Observation
from tensorgrade.protocol.transcript import Evidence
from tensorgrade.protocol.values import TensorValue

CASE = CollectedCase("sums/total[0]", "sums", "total", "total", "total adds up", "public", 1.0, 5.0, None)
PLACE = Place("ex01_sums.py", 7, "total", "return x.sum()")


def case(exercise, check, visibility="public", draw=0):
    """A case of an exercise's check."""
    return CollectedCase(f"{exercise}/{check}[draw{draw}]", exercise, check, "total", "", visibility, 1.0, 1.0, None)


def tensor(values, dtype="torch.float32", device="cpu", requires_grad=False, strides=None, made=None):
    """A tensor's description and its numbers; `values` is a nesting of lists, or None where none are recorded."""
    kinds = {"torch.float64": np.float64, "torch.int64": np.int64, "torch.bool": np.bool_}
    array = np.array(0 if values is None else values, kinds.get(dtype, np.float32))  # 16-bit floats travel as float32
    steps = tuple(step // array.itemsize for step in array.strides) if strides is None else strides
    value = TensorValue(array.shape, dtype, device, steps, None if values is None else "0", requires_grad, made=made)
    return value, array


def evidence(*observed, ending=None, calls=("total([1.0])",), state_changes=()):
    """What a case left: observations as (name, value or (value, array), options)."""
    arrays, observations = {}, []
    for name, value, *options in observed:
        if isinstance(value, tuple):
            value, array = value
            key = f"{len(arrays)}"
            if value.values is not None:
                arrays[key] = array
                value = TensorValue(**{**{one: getattr(value, one) for one in value.__struct_fields__}, "values": key})
        observations.append(
            Observation(name, value, call=calls[-1] if calls else "", **(options[0] if options else {}))
        )
    record = CaseRecord(CASE.id, ending or Ending("completed"), tuple(observations), tuple(calls), tuple(state_changes))
    return Evidence(record, arrays)


def differing(expected, actual, **options) -> Symptom:
    """The symptom of a case that saw `actual` where the reference had `expected`."""
    found = symptom_of(CASE, evidence(("result", expected, options)), evidence(("result", actual, options)))
    assert found is not None
    return found


def case_of(expected, actual, function="total", title="", observation="result") -> Symptom:
    """The symptom of a check of other words."""
    words = {one: getattr(CASE, one) for one in CASE.__struct_fields__} | {"function": function, "title": title}
    found = symptom_of(CollectedCase(**words), evidence((observation, expected)), evidence((observation, actual)))
    assert found is not None
    return found


def ended(kind, note="", failure=None) -> Symptom:
    """The symptom of a case that ended otherwise."""
    found = symptom_of(CASE, evidence(), evidence(ending=Ending(kind, failure, note)))
    assert found is not None
    return found


def raised(type_, message, *places) -> Symptom:
    """The symptom of a case that raised."""
    return ended("raised", failure=Failure(type_, (f"builtins.{type_}",), message, places or (PLACE,)))
