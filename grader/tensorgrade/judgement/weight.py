"""How much it says that a submission and a known mistake left the same.

In: what the reference and a submission left of a case, a known mistake having left the same as the submission. Out: a
weight in bits: how unlikely it is that another fault leaves that by chance. Only what the reference has not counts. A
number that was computed weighs by the digits that are compared, so many numbers within narrow tolerances weigh a lot; a
flag, a small count, a shape or the name of an exception weigh little, for many faults leave those. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import chain, islice

import numpy as np

from tensorgrade.judgement.compare.comparison import Seen, compare
from tensorgrade.judgement.tolerances import tolerance_for
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.records import Observation
from tensorgrade.protocol.transcript import Evidence
from tensorgrade.protocol.values import NumberValue, RaisedValue, TensorValue, Value

SINGLES_OUT = 12.0  # the weight from which agreement singles out a cause
ACCOUNTS_FOR_ALL = 3.5  # that of the only known cause, where it explains all that fails; see docs/performance.md
BITS_PER_DIGIT = math.log2(10)
WORD_BITS = 2.0  # of a flag, a dtype, a shape, a type
MESSAGE_BITS = 8.0  # of an exception with the same words
WHOLE_BITS = 1.0  # of a whole number in a tensor: a label, a count
RELATIVE, ABSOLUTE = 1e-4, 1e-6  # how near two numbers are that count as the same
NUMBERS_COUNTED = 32
NUMBERS_READ = 256

Thing = tuple[str, float]


def weights_of(expected: Evidence, actual: Evidence) -> Iterator[Thing]:
    """Give each thing in a case that the reference has not, and its weight where a known mistake left it, too."""
    for change in actual.record.state_changes:
        if change not in expected.record.state_changes:
            yield f"state {change}", WORD_BITS
    if actual.record.ending.kind == EndingKind.RAISED:
        failure = actual.record.ending.failure
        yield f"raised {failure.type if failure else ''}", MESSAGE_BITS
    for wanted, given in zip(expected.record.observations, actual.record.observations, strict=False):
        if wanted.is_advice or compare(Seen(wanted, expected.arrays), Seen(given, actual.arrays)) is None:
            continue
        numbers, others = computed(given.value, actual), computed(wanted.value, expected)
        is_new = words_of(given.value) != words_of(wanted.value) or not are_anyone_s(numbers, others)
        if wanted.at_least is None and is_new:  # many things make a number too small, or 0
            yield f"{given.name} {words_of(given.value)}", WORD_BITS
        kind = given.value.dtype if isinstance(given.value, TensorValue) else "float"
        yield from weights_of_numbers(numbers, others, digits_compared(kind, wanted))


def total(things: Iterable[Thing], enough: float = math.inf) -> float:
    """Add up the weights of different things; the same thing seen again says nothing new.

    enough: from where on nobody asks for more; no further thing is looked at then.
    """
    seen: set[str] = set()
    weight = 0.0
    for name, more in things:
        if name not in seen:
            seen.add(name)
            weight += more
        if weight >= enough:
            break
    return weight


def rarity(causes: int, alike: int) -> float:
    """Return what it says that so few of the known causes, its own among them, leave the same."""
    return math.log2((causes + 1) / (alike + 1))


def weights_of_numbers(given: np.ndarray, wanted: np.ndarray, digits: float) -> Iterator[Thing]:
    """Give the numbers that the reference has not; those that anything may come to (0, 1, NaN) are left out."""
    several = np.unique(given[np.isfinite(given)])[:NUMBERS_READ]
    strange = (number for number in several.tolist() if abs(number) not in (0.0, 1.0) and not is_in(number, wanted))
    for number in islice(strange, NUMBERS_COUNTED):
        is_whole = float(number).is_integer()
        yield f"{number:.4g}", WHOLE_BITS if is_whole else digits * BITS_PER_DIGIT


def are_anyone_s(given: np.ndarray, wanted: np.ndarray) -> bool:
    """Say whether all numbers that the reference has not are such as anything may come to: 0, 1, NaN."""
    new = (number for number in np.unique(given).tolist() if not is_in(number, wanted))
    first = next(new, None)
    return first is not None and all(not math.isfinite(one) or abs(one) in (0.0, 1.0) for one in chain([first], new))


def is_in(number: float, numbers: np.ndarray) -> bool:
    """Say whether a number is among others, as near as is compared; np.isclose takes six times as long."""
    if not math.isfinite(number):
        return bool((np.isnan(numbers) if math.isnan(number) else numbers == number).any())
    return bool((np.abs(numbers - number) <= ABSOLUTE + RELATIVE * abs(number)).any())


def digits_compared(kind: str, asked: Observation) -> float:
    """Return how many digits of a number of a dtype are compared; of one that has only to be large enough, none."""
    if asked.at_least is not None:
        return 0.0
    tolerance = tolerance_for(kind, "cpu", asked.rtol, asked.atol)
    return max(0.0, -math.log10(max(tolerance.rtol, tolerance.atol, 1e-12)) - 1)


def computed(value: Value, evidence: Evidence) -> np.ndarray:
    """Return the numbers in a value, as far as they are looked at, in float64."""
    return np.array(list(numbers_in(value, evidence)), dtype=np.float64)


def numbers_in(value: Value, evidence: Evidence) -> Iterator[float]:
    """Give the floats of a value and the numbers of its tensors."""
    if isinstance(value, NumberValue) and value.type == "float":
        yield float(value.number)
    elif isinstance(value, TensorValue) and value.values is not None:
        array = evidence.arrays[value.values]
        if not np.iscomplexobj(array):
            yield from array.reshape(-1)[:NUMBERS_READ].astype(np.float64).tolist()
    for part in value.parts[:NUMBERS_READ]:
        yield from numbers_in(part, evidence)


def words_of(value: Value) -> str:
    """Name what a value shows apart from its numbers."""
    if isinstance(value, RaisedValue):
        return value.bases[0] if value.bases else "nothing raised"
    if isinstance(value, TensorValue):
        return f"{value.shape} {value.dtype} {value.device} {value.requires_grad}"
    return value.__class__.__name__
