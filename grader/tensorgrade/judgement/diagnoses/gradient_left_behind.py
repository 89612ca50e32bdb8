"""A call that may not touch gradients left something in .grad, or took away what was there.

## Why PyTorch behaves so

`backward()` adds to the .grad of every leaf that requires a gradient, the caller's parameters included; `zero_grad`
clears what others put there.

## Example

```python
>>> import torch
>>> w = torch.ones(2, requires_grad=True)
>>> (w * 3).sum().backward()
>>> w.grad
tensor([3., 3.])
```

## How to find it

Print `.grad` of each argument or parameter before and after the call.

## In the chapter

0.3.6 and 0.3.7.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

PLACE = 4050
CAUSE = "`backward()` ran on the caller's tensors, or their gradients were cleared."
REMEDY = "Use `torch.autograd.grad`, or work on detached copies."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "gradient-left-behind" and symptom.attribute in ("values", "type")


def summary(symptom: Symptom) -> str:
    name = symptom.argument or "an argument"
    return f"{name} is not as the call found it: {symptom.actual_text() or 'its gradient differs'}."
