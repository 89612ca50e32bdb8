"""What all wrong results have in common, and the right ones have not: a number of dimensions, a dtype.

That is told where the two differ within one check, so in little else: cases of two checks differ in much.
"""

from __future__ import annotations

from collections.abc import Callable

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group
from tensorgrade.protocol.values import TensorValue

KINDS = VALUES
PLACE = 90
MOST = 2  # traits of wrong results that are told
Trait = Callable[[TensorValue], str]


def dimensions(tensor: TensorValue) -> str:
    """Write the number of dimensions."""
    return str(len(tensor.shape))


def dtype(tensor: TensorValue) -> str:
    """Write the dtype."""
    return tensor.dtype.removeprefix("torch.")


TRAITS: tuple[tuple[Trait, str, str], ...] = (
    (
        dimensions,
        "tensors of {} dimensions",
        "Look for what depends on the number of dimensions: a condition, an axis that is named, a size.",
    ),
    (dtype, "{} tensors", "Look for what depends on the dtype: a tensor that is made, a conversion, a bound."),
)


def relate(group: Group) -> Named | None:
    tensors = [pair[0] for symptom in group.symptoms if (pair := symptom.tensors()) is not None]
    if len(tensors) < max(2, len(group.symptoms)):
        return None
    failing = {symptom.case.check for symptom in group.symptoms}
    right = list(group.right())
    for trait, words, remedy in TRAITS:
        wrong = {trait(tensor) for tensor in tensors}
        mixed = {check for check, tensor in right if trait(tensor) in wrong}
        checks = {check for check, _ in right} - mixed
        if len(wrong) <= MOST and checks & failing:
            others = {trait(tensor) for _, tensor in right} - wrong
            told, rest = (words.format(" or ".join(sorted(side))) for side in (wrong, others))
            return Named("wrong-values", f"Of what was tried, only {told} come out wrong; {rest} are right.", remedy)
    return None
