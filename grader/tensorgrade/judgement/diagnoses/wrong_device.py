"""The tensor lies on another device than the contract names, or the device that is given is another one.

## Why PyTorch behaves so

A tensor that is made without `device=` lies on the CPU; one that is made from another stays where that one is.

## Example

```python
>>> import torch
>>> x = torch.ones(2, device="meta")
>>> torch.zeros(2).device, torch.zeros_like(x).device
(device(type='cpu'), device(type='meta'))
```

## How to find it

Print `.device` of each tensor that the function makes.

`sim:0` in a verdict is a simulated GPU. For devices it behaves as one, and every machine has it. `meta` is a
device of torch whose tensors have a shape and no numbers.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import sides_told
from tensorgrade.protocol.values import TorchValue

CONCEPT = "device"
PLACE = 5070
TELLS_WHAT_IS_SEEN = True
CAUSE = (
    "Torch moves nothing by itself: a line of the code makes or moves the tensor there, names that device, or takes it "
    "from what the machine has."
)
REMEDY = "Take the device from the input (`device=x.device`) or from the argument."


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "device" or (symptom.attribute == "values" and are_devices(symptom))


def are_devices(symptom: Symptom) -> bool:
    """Say whether what differs is a device itself."""
    parts = symptom.parts() or ()
    return bool(parts) and all(isinstance(part, TorchValue) and part.type == "torch.device" for part in parts)


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the device is another one than the contract names."
    if symptom.attribute == "values":
        return sides_told(symptom)
    return f"the result lies on {symptom.mismatch.actual}; {symptom.mismatch.expected} is expected."
