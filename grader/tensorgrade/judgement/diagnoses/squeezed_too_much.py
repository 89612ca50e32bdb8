"""A dimension of size 1 was dropped that had to stay, most often the batch dimension of a batch of one.

## Why PyTorch behaves so

`squeeze()` without an argument drops every dimension of size 1, whichever they are.

## Example

```python
>>> import torch
>>> torch.zeros(1, 5, 1).squeeze().shape, torch.zeros(1, 5, 1).squeeze(2).shape
(torch.Size([5]), torch.Size([1, 5]))
```

## How to find it

Try an input in which another dimension has size 1 too.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "shape"
PLACE = 4380
TELLS_WHAT_IS_SEEN = True
CAUSE = (
    "A step takes it away on the way, as squeeze does without a dimension, and as a single index or a reduction does."
)
REMEDY = "Name the one dimension that is to go (`squeeze(dim)`); leave the others."


def recognise(symptom: Symptom) -> bool:
    tensors = symptom.tensors_that_differ_in("shape")
    if tensors is None:
        return False
    expected, actual = (tensor.shape for tensor in tensors)
    return len(actual) < len(expected) and [n for n in expected if n != 1] == [n for n in actual if n != 1]


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None or symptom.attribute != "shape":
        return "a dimension of size 1 was dropped that had to stay."
    return (
        f"a dimension of size 1 was dropped: the shape is {symptom.mismatch.actual}, not {symptom.mismatch.expected}."
    )
