"""The tensor has another shape than the contract names.

## Why PyTorch behaves so

A slice keeps its dimension and an index drops it; a reduction drops the dimension it runs over unless
`keepdim=True`; `-1` in view and reshape takes what is left.

## Example

```python
>>> import torch
>>> x = torch.arange(6).reshape(2, 3)
>>> x[:, 1].shape, x[:, 1:2].shape
(torch.Size([2]), torch.Size([2, 1]))
```

## How to find it

Print `.shape` after each line of the function, with an input whose sizes are all different.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import rule_told

CONCEPT = "shape"
PLACE = 5050
TELLS_WHAT_IS_SEEN = True
IS_GENERAL = True


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "shape"


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the shape is another one than the contract names."
    return f"the shape is {symptom.mismatch.actual}; {symptom.mismatch.expected} is expected."


def cause(symptom: Symptom) -> str:
    tensors = symptom.tensors_that_differ_in("shape")
    return shapes_told(tensors[0].shape, tensors[1].shape) if tensors else ""


def remedy(symptom: Symptom) -> str:
    return f"{way_to_the_shape(symptom)} The rule: {rule_told(symptom)}."


def way_to_the_shape(symptom: Symptom) -> str:
    """Say how the one shape becomes the other."""
    tensors = symptom.tensors_that_differ_in("shape")
    if tensors is None:
        return "Print `.shape` before the `return`, beside the shape that the docstring names."
    expected, actual = (tensor.shape for tensor in tensors)
    if len(actual) < len(expected):
        return "Keep the dimension, by a slice in place of an index or by `keepdim=True`, or add it with `unsqueeze`."
    if len(actual) > len(expected):
        return "Drop the dimension: by an index in place of a slice, by a reduction over it, or by `squeeze(dim)`."
    if without_ones(actual) == without_ones(expected):
        return "Look at which dimension of size 1 is added or dropped; a negative `dim` counts from the end."
    if sorted(actual) == sorted(expected):
        return "Swap the dimensions with `transpose` or `permute`, or name the other `dim` in the operation."
    return "Look at what sets the size of that dimension: bounds of a slice, the `dim` of an operation, a layer."


def shapes_told(expected: tuple[int, ...], actual: tuple[int, ...]) -> str:
    """Say in which dimensions two shapes differ."""
    if len(actual) != len(expected):
        return f"The result has {dimensions(len(actual))}, expected {len(expected)}."
    if without_ones(actual) == without_ones(expected):
        return "The sizes are the expected ones, but for dimensions of size 1 in another place."
    if sorted(actual) == sorted(expected):
        return "The sizes are the expected ones in another order."
    pairs = enumerate(zip(expected, actual, strict=True))
    told = ", ".join(f"dimension {i} is {other}, expected {one}" for i, (one, other) in pairs if one != other)
    return told[:1].upper() + told[1:] + "."


def without_ones(shape: tuple[int, ...]) -> list[int]:
    """Return the sizes other than 1."""
    return [size for size in shape if size != 1]


def dimensions(count: int) -> str:
    """Write a number of dimensions."""
    return f"{count} dimension{'' if count == 1 else 's'}"
