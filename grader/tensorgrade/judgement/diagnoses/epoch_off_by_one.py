"""The epoch that training resumes at is one too early or too late, so an epoch is repeated or skipped.

## Why PyTorch behaves so

`epoch` is the last epoch that was completed. The next one to run is the one after it.

## Example

```python
>>> completed = 4
>>> list(range(completed + 1, 7))
[5, 6]
```

## How to find it

Train for 3 epochs, save, load, and print the number that comes back.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.values import NumberValue

CONCEPT = "saving"
PLACE = 4320
SUMMARY = "the epoch is off by one."
REMEDY = "Store the epoch as given; what is returned is the next one, the stored epoch plus one."


def recognise(symptom: Symptom) -> bool:
    match symptom.parts():
        case NumberValue(type="int", number=expected), NumberValue(type="int", number=actual):
            return symptom.suspect == "epoch-off-by-one" and abs(actual - expected) == 1
    return False
