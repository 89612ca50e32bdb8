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

`grade show` says which tensors share a storage with the input.

```console
$ grade show 'x = torch.zeros(3); row = x[:2]; row'
...
                  elements shown: 0 1 .
                  in order:       0 1
  shares it with  x, shape (3,), strides (1,)
...
```
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import sides_told

CONCEPT = "memory"
PLACE = 4030
CAUSE = "Something wrote into the argument itself, or into a view of it."
REMEDY = "Compute a new tensor (`x + 1` in place of `x += 1`), or `clone()` first."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "input-modified" and symptom.attribute == "values"


def summary(symptom: Symptom) -> str:
    if symptom.suspect != "input-modified":
        return "an argument was changed by the call."
    if symptom.expected is None or not symptom.expected.observation.argument:
        return sides_told(symptom)
    return f"the argument {symptom.argument} was changed by the call ({symptom.actual_text()})."
