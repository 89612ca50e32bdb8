"""Two shapes that do not belong together were stretched to fit, and no error was raised.

## Why PyTorch behaves so

Shapes are aligned from the right and size-1 dimensions are stretched: (n, 1) with (n,) gives (n, n), every
prediction against every target.

## Example

```python
>>> import torch
>>> prediction, target = torch.ones(3, 1), torch.ones(3)
>>> (prediction - target).shape
torch.Size([3, 3])
```

## How to find it

Print both shapes before the operation and the shape after it.
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import is_outer
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "shape"
PLACE = 4360


def summary(symptom: Symptom) -> str:
    if symptom.attribute == "exception":
        return "shapes that do not belong together are let through."
    if symptom.tensors_that_differ_in("shape") and symptom.mismatch is not None:
        shapes = f"{symptom.mismatch.actual} and not {symptom.mismatch.expected}"
        return f"the shape is {shapes}, as where two shapes that do not belong together are stretched to fit."
    return "two shapes that do not belong together were stretched to fit."


def cause(symptom: Symptom) -> str:
    if symptom.attribute == "exception":
        return "No exception leaves the function for some shapes that do not belong together."
    return "Each entry of one is combined with each entry of the other, in place of with its own."


def remedy(symptom: Symptom) -> str:
    if symptom.attribute == "exception":
        return (
            "Compare the whole shapes before anything is computed, and raise the exception that is asked for: torch "
            "stretches a dimension that is missing, or of size 1, without one."
        )
    return (
        "Compare the shapes first, or bring one operand to the other's shape (`squeeze`, `unsqueeze`, `keepdim=True`)."
    )


def recognise(symptom: Symptom) -> bool:
    if symptom.suspect == "silent-broadcast" and symptom.attribute == "exception":
        return symptom.nothing_was_raised()
    tensors = symptom.tensors_that_differ_in("shape")
    return tensors is not None and is_outer(tensors[0].shape, tensors[1].shape)
