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

## In the chapter

0.3.3 (indexing and reshaping) and 0.3.4 (broadcasting).
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

PLACE = 5050
TELLS_WHAT_IS_SEEN = True
IS_GENERAL = True
CAUSE = "A dimension was kept, dropped, merged or swapped on the way."
REMEDY = "Print `.shape` after each line and find the first that is not as planned."


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "shape"


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the shape is another one than the contract names."
    return f"the shape is {symptom.mismatch.actual}; {symptom.mismatch.expected} is expected."
