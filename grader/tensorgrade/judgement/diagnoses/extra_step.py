"""`optimizer.step()` ran more often than the contract asks.

## Why PyTorch behaves so

Each step moves the parameters. In accumulation one step follows all parts of a batch; a step after each part makes
several small updates.

## Example

```python
>>> import torch
>>> [len(part) for part in torch.arange(6).split(2)]  # three parts, one update
[2, 2, 2]
```

## How to find it

Count the steps of one call.
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import more
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "step order"
PLACE = 4230
EXPLAINS_NUMBERS = True
SUMMARY = "there are more updates than there should be."
REMEDY = (
    "Call `optimizer.step()` once for each update that the contract names; in accumulation that is once, behind "
    "the loop over the parts."
)


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect in ("missing-step", "extra-step") and more(symptom)
