"""The tensor is float64 where float32 is asked for.

It meets float32 weights with an error, and takes twice the memory.

## Why PyTorch behaves so

NumPy's default float is 64 bits wide and torch keeps it; Python's `float` given as a dtype means float64 too; a
float64 operand promotes the others.

## Example

```python
>>> import numpy as np, torch
>>> torch.tensor(np.array([0.5])).dtype
torch.float64
>>> torch.tensor([0.5], dtype=float).dtype
torch.float64
```

## How to find it

Print `.dtype` after each conversion from NumPy.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "dtype"
PLACE = 4410
TELLS_WHAT_IS_SEEN = True
SUMMARY = "float64 came back where float32 is expected."
CAUSE = (
    "Numbers of Python and NumPy have 64 bits, and so have those that are made double: nothing makes float32 of them."
)
REMEDY = "Convert to `torch.float32` where the tensor is made."


def recognise(symptom: Symptom) -> bool:
    tensors = symptom.tensors_that_differ_in("dtype")
    return tensors is not None and tensors[0].dtype == "torch.float32" and tensors[1].dtype == "torch.float64"
