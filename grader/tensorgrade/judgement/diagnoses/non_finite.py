"""NaN or infinity stands where finite numbers are expected.

## Why PyTorch behaves so

0/0, inf-inf and the root of a number below 0 give NaN, 1/0 gives infinity, and none of them raises. One NaN spreads
through every sum it enters.

## Example

```python
>>> import torch
>>> torch.zeros(1) / torch.zeros(1)
tensor([nan])
```

## How to find it

Feed the input that the check used, an all-equal column or a zero gradient, and look for the first line after which
`torch.isfinite(t).all()` is False.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "numbers"
PLACE = 5080
TELLS_WHAT_IS_SEEN = True
IS_GENERAL = True
SUMMARY = "NaN or infinity stands where finite numbers are expected."
REMEDY = (
    "Find the first line after which `torch.isfinite(t).all()` is False, and print what goes into it: it may divide by "
    "0, or take the root or the logarithm of a number below 0."
)


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "non-finite"
