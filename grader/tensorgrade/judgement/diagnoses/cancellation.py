"""Two large numbers were subtracted whose difference is small, and rounding ate the digits that were left.

## Why PyTorch behaves so

float32 has about seven digits. Where E[x^2] and E[x]^2 agree in the first seven, their difference is noise.

## Example

```python
>>> import torch
>>> x = 100000 + torch.tensor([-1.0, 0.0, 1.0])
>>> round(((x - x.mean()) ** 2).mean().item(), 2), round(((x**2).mean() - x.mean() ** 2).item(), 2) == 0.67
(0.67, False)
```

## How to find it

Add a large constant to the input: the spread must not change.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "numbers"
PLACE = 4395
NAME = "cancellation"
SUMMARY = "rounding ate the digits of a small difference of large numbers."
CAUSE = (
    "Large numbers that are nearly equal are subtracted: what is left stands in their last digits, which are rounded."
)
REMEDY = "Subtract the mean first, and square what is left."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == NAME and symptom.attribute in ("values", "non-finite")
