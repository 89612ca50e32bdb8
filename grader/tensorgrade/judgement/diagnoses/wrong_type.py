"""The result is of another type than the contract names: None, a list, an array or a Python number where a tensor is
due, or the other way round.

## Why PyTorch behaves so

torch functions accept many types and give back one. A function without `return` gives None; `.tolist()` and
`.item()` leave torch; `torch.Tensor` subclasses and NumPy arrays are other types than torch.Tensor.

## Example

```python
>>> import torch
>>> type(torch.ones(2).sum()), type(torch.ones(2).sum().item())
(<class 'torch.Tensor'>, <class 'float'>)
```

## How to find it

Print `type(result)` just before the `return`.

## In the chapter

0.3.1a (tensors) and 0.3.2a (losses as numbers).
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

PLACE = 5040
TELLS_WHAT_IS_SEEN = True
REMEDY = "Return the type that the stub's docstring names."


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "type"


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the result is of another type than the contract names."
    return f"{symptom.mismatch.actual} came back where {symptom.mismatch.expected} is expected."


def cause(symptom: Symptom) -> str:
    if symptom.actual_is_none():
        printed = " Something was printed; printing is not returning." if symptom.printed else ""
        return f"The function ends without `return`, or returns the result of a call that gives None.{printed}"
    return "A conversion is missing, or one too many was made."
