"""Operands on two devices met in one operation.

## Why PyTorch behaves so

An operation runs on one device, and torch moves no operand by itself. Only 0-dimensional CPU tensors and CPU index
tensors may mix with an accelerator's.

## Example

```python
>>> import torch
>>> torch.ones(2, device="meta") + torch.ones(2)  # doctest: +ELLIPSIS
Traceback (most recent call last):
...
RuntimeError: ...device...
```

## How to find it

Print `.device` of each operand on the line that is named.

## In the chapter

0.3.5.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import is_device_mismatch

PLACE = 3030
SUMMARY = "two devices met in one operation."
CAUSE = "A tensor was made without `device=`, or a batch or model was not moved."
REMEDY = "Make helper tensors with `device=x.device`; move batches inside the loop."


def recognise(symptom: Symptom) -> bool:
    return symptom.failure is not None and is_device_mismatch(symptom.failure.message)
