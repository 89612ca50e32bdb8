"""The result shares memory with the input, where the contract asks for a copy.

A later write to one changes the other.

## Why PyTorch behaves so

Views, slices, `from_numpy`, `as_tensor`, and a cast to the dtype that a tensor already has return the same memory.

## Example

```python
>>> import numpy as np, torch
>>> a = np.zeros(2, dtype=np.float32)
>>> t = torch.from_numpy(a).float()  # float32 already: no copy
>>> a[0] = 9
>>> t
tensor([9., 0.])
```

## How to find it

Write into the input after the call and print the result.

`grade show` says which tensors share a storage; a copy would not be among them.

```console
$ grade show 'a = np.zeros(2, dtype=np.float32); t = torch.from_numpy(a); t.float()'
...
  shares it with  t, shape (2,), strides (1,)
...
```
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "memory"
PLACE = 4010
CAUSE = (
    "No step on the way has copied these numbers: slices, view, from_numpy and as_tensor go on using the same memory, "
    "and what is kept from an earlier call is the same tensor."
)
REMEDY = "Copy on purpose: `.clone()`, or `torch.tensor(array)` of what is no tensor."


def summary(symptom: Symptom) -> str:
    seen = "the result shares memory with the input" if symptom.actual_flag() is True else "memory is shared"
    return f"{seen} where a copy is due."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect in ("memory-shared", "memory-copied") and symptom.actual_flag() is True
