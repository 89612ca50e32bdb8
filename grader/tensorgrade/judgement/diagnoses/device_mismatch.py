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

`sim:0` in a verdict is a simulated GPU. For devices it behaves as one, and every machine has it. `meta` is a
device of torch whose tensors have a shape and no numbers.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import is_device_mismatch

CONCEPT = "device"
PLACE = 3030
SUMMARY = "two devices met in one operation."
CAUSE = "An operation met tensors on two devices; torch moves neither by itself."
REMEDY = "Make tensors of your own with `device=x.device`, and move what comes in with `.to(device)`."


def recognise(symptom: Symptom) -> bool:
    return symptom.failure is not None and is_device_mismatch(symptom.failure.message)
