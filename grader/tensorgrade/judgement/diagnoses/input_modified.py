"""An argument is not as it was before the call.

Inputs are left alone unless the contract says "in place".

## Why PyTorch behaves so

Methods whose name ends in `_`, `+=` and its kin, and assignment to an index write into the tensor they are given; a
slice is a view, so writing to it writes to the input.

## Example

```python
>>> import torch
>>> x = torch.zeros(3)
>>> row = x[:2]
>>> row += 1
>>> x
tensor([1., 1., 0.])
```

## How to find it

Search the function for `_(`, `+=`, `-=`, `*=`, `/=` and `[...] =`.

## In the chapter

0.3.3 (views) and 0.3.4.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

PLACE = 4030
CAUSE = "An in-place operation, or an assignment to an index, wrote into the argument or into a view of it."
REMEDY = "Compute a new tensor (`x + 1` in place of `x += 1`), or `clone()` first."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "input-modified" and symptom.attribute == "values"


def summary(symptom: Symptom) -> str:
    if symptom.suspect != "input-modified":
        return "an argument was changed by the call."
    return f"the argument {symptom.argument} was changed by the call ({symptom.actual_text()})."
