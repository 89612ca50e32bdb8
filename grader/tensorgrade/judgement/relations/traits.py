"""What all wrong results have in common, where others of the same observations are right: dimensions, a dtype."""

from __future__ import annotations

from collections.abc import Callable

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group
from tensorgrade.protocol.records import TensorValue

KINDS = VALUES
PLACE = 90
Trait = Callable[[TensorValue], str]


def dimensions(tensor: TensorValue) -> str:
    """Write the number of dimensions."""
    count = len(tensor.shape)
    return f"{count} dimension{'' if count == 1 else 's'}"


def dtype(tensor: TensorValue) -> str:
    """Write the dtype."""
    return f"dtype {tensor.dtype.removeprefix('torch.')}"


TRAITS: tuple[tuple[Trait, str], ...] = (
    (dimensions, "Look for what depends on the number of dimensions: a condition, an axis that is named, a size."),
    (dtype, "Look for what depends on the dtype: a tensor that is made, a conversion, a bound."),
)


def relate(group: Group) -> Named | None:
    tensors = [pair[0] for symptom in group.symptoms if (pair := symptom.tensors()) is not None]
    names = {symptom.observation for symptom in group.symptoms}
    right = [tensor for name, tensor in group.right if name in names]
    if len(tensors) < max(2, len(group.symptoms)):
        return None
    for trait, remedy in TRAITS:
        wrong = {trait(tensor) for tensor in tensors}
        others = [trait(tensor) for tensor in right if trait(tensor) not in wrong]
        if len(wrong) == 1 and len(others) > 1:
            told = " or ".join(sorted(set(others)))
            return Named("wrong-values", f"Only tensors of {wrong.pop()} come out wrong; those of {told} are right.", remedy)
    return None
