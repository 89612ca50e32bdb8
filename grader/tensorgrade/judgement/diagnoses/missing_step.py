"""`optimizer.step()` ran less often than the contract asks, so the model learned less, or nothing.

## Why PyTorch behaves so

Nothing moves without `step()`. A `return` in the loop, a wrong indentation or a condition such as `if i % k == 0`
skips updates.

## Example

```python
>>> [i for i in range(5) if (i + 1) % 2 == 0]  # a step every 2: the fifth is left over
[1, 3]
```

## How to find it

Count the steps of an epoch; there is one a batch.
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import fewer, steps_missing
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "step order"
PLACE = 4220
EXPLAINS_NUMBERS = True
SUMMARY = "there are fewer updates than there should be."
REMEDY = "Call `optimizer.step()` once for each update that the contract names."


def cause(symptom: Symptom) -> str:
    missing = steps_missing(symptom)
    if missing <= 0:
        return ""
    told = "once" if missing == 1 else f"{missing} times"
    return f"The optimizer that the check watches does not step {told} where it has to."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect in ("missing-step", "extra-step") and fewer(symptom)
