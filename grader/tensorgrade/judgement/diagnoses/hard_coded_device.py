"""A device is named in the code, where the contract asks for that of the argument or of the input.

It works on one machine only.

## Why PyTorch behaves so

`.cuda()` and `device="cuda"` ask for one accelerator by name; a machine without it raises, and one with another
leaves operands apart.

## Example

```python
>>> import torch
>>> x = torch.ones(2, device="meta")
>>> torch.arange(2, device=x.device).device
device(type='meta')
```

## How to find it

Search the file for `cuda`, `mps` and `cpu`.

`sim:0` in a verdict is a simulated GPU. For devices it behaves as one, and every machine has it. `meta` is a
device of torch whose tensors have a shape and no numbers.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import is_absent_device

CONCEPT = "device"
PLACE = 3020
SUMMARY = "the device does not follow from the arguments, or from what the machine has."
CAUSE = (
    "The code names or chooses a device by itself, and does not take the one that it is given, or that the machine has."
)
REMEDY = "Use `x.device`, or the `device` argument; with neither, ask the machine: `torch.cuda.is_available()`."


def recognise(symptom: Symptom) -> bool:
    return symptom.failure is not None and is_absent_device(symptom.failure.message)
