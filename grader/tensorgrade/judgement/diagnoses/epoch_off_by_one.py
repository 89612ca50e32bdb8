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
    return symptom.suspect == "epoch-off-by-one" and abs(epochs_apart(symptom)) == 1


def cause(symptom: Symptom) -> str:
    apart = epochs_apart(symptom)
    if apart == 1:
        return "The number is one too high: the count begins one later, or 1 is added once more."
    if apart == -1:
        return "The number is one too low: the count begins one earlier, as `range` does at 0, or 1 is not added."
    return ""


def epochs_apart(symptom: Symptom) -> int:
    """Return by how many epochs the number is off; 0 where it is no whole number."""
    match symptom.parts():
        case NumberValue(type="int", number=expected), NumberValue(type="int", number=actual):
            return int(actual - expected)
    return 0
