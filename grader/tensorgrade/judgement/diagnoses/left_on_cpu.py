"""A tensor lies on the CPU that has to be on the device that was asked for.

## Why PyTorch behaves so

`tensor.to(device)` returns a new tensor and leaves the old one where it is (modules move in place, tensors do not);
factories make CPU tensors unless told otherwise.

## Example

```python
>>> import torch
>>> x = torch.ones(2)
>>> moved = x.to("meta")
>>> x.device, moved.device
(device(type='cpu'), device(type='meta'))
```

## How to find it

Print `.device` of the result, and look for `.to(` whose result is not kept.

`sim:0` in a verdict is a simulated GPU. For devices it behaves as one, and every machine has it. `meta` is a
device of torch whose tensors have a shape and no numbers.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "device"
PLACE = 4430
TELLS_WHAT_IS_SEEN = True
SUMMARY = "a tensor lies on the CPU that has to be on another device."
CAUSE = (
    "It is made on the CPU, where torch makes tensors unless told otherwise, or came there, and nothing moves it on."
)
REMEDY = "Make it with `device=`, or keep what `.to(device)` returns: `x = x.to(device)`."


def recognise(symptom: Symptom) -> bool:
    if tensors := symptom.tensors_that_differ_in("device"):
        return tensors[1].device == "cpu"
    return symptom.suspect == "left-on-cpu" and symptom.attribute == "values" and symptom.tensors() is None
