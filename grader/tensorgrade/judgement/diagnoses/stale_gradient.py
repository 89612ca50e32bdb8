"""Gradients of earlier work are part of the new one, because .grad was not cleared in between.

## Why PyTorch behaves so

`backward()` adds to .grad; nothing clears it but the program. Clearing before the forward pass, before backward or
right after the step are all right; never clearing, or once an epoch, is not.

## Example

```python
>>> import torch
>>> w = torch.tensor(3.0, requires_grad=True)
>>> for _ in range(2):
...     (2 * w).backward()
>>> w.grad
tensor(4.)
```

## How to find it

Print `.grad` just before each `optimizer.step()`, with a batch that is the same each time.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "step order"
PLACE = 4070
EXPLAINS_NUMBERS = True
SUMMARY = "gradients of earlier work are still in `.grad`: it was not cleared."
REMEDY = "Clear .grad before the backward pass: `optimizer.zero_grad()`, or `w.grad = None`."


def cause(symptom: Symptom) -> str:
    is_seen = symptom.suspect == "stale-gradient" and symptom.attribute in ("values", "non-finite")
    return "Old numbers in `.grad` were used as if they belonged to the new gradients." if is_seen else ""


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "stale-gradient" and symptom.attribute in ("values", "non-finite")
