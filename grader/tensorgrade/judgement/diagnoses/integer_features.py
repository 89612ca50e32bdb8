"""The tensor holds integers where floating-point numbers are asked for.

Layers hold float32 weights and refuse integer inputs.

## Why PyTorch behaves so

`torch.tensor` takes the dtype of what it is given: Python ints and integer arrays give int64. Nothing is cast by
itself, and an integer tensor cannot require a gradient.

## Example

```python
>>> import torch
>>> torch.tensor([[1, 2], [3, 4]]).dtype
torch.int64
>>> torch.tensor([[1, 2], [3, 4]], dtype=torch.float32).dtype
torch.float32
```

## How to find it

Print `.dtype` right after the tensor is made, with an input of whole numbers.
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import FLOATS, INTEGERS
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "dtype"
PLACE = 4400
TELLS_WHAT_IS_SEEN = True
SUMMARY = "integers came back where floating-point numbers are expected."
CAUSE = "What is made of whole numbers, or converted to them, has an integer dtype, and nothing makes floats of it."
REMEDY = "Name the dtype that the contract asks for where the tensor is made or converted."


def recognise(symptom: Symptom) -> bool:
    tensors = symptom.tensors_that_differ_in("dtype")
    return tensors is not None and tensors[0].dtype in FLOATS and tensors[1].dtype in INTEGERS
