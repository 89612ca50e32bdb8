"""Type, shape, dtype and device are right, and the numbers are not.

No known cause fits what was seen.

## Why PyTorch behaves so

The computation is another one than the contract asks for.

## Example

```python
>>> import torch
>>> x = torch.tensor([1.0, 2.0, 6.0])
>>> x.mean(), x.median()
(tensor(3.), tensor(2.))
```

## How to find it

Take an input of two or three numbers, compute the answer by hand, and compare after each line.

## In the chapter

Any fragment.
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import ratio_told
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import side

PLACE = 5090
IS_GENERAL = True
REMEDY = "Compute one small case by hand and compare after each line."


def recognise(symptom: Symptom) -> bool:
    return True


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the result is another one than expected."
    name = symptom.observation
    if symptom.mismatch.difference is None or symptom.mismatch.difference.total == 1:
        return f"{name} is {symptom.mismatch.actual}; {symptom.mismatch.expected} is expected."
    return f"{name}: {side('', symptom.mismatch.difference).removeprefix('; ')}."


def cause(symptom: Symptom) -> str:
    return ratio_told(symptom) or "The computation is another one than the contract asks for."
