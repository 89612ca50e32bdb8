"""Not all samples are used: an epoch shows fewer than there are, or a result leaves some out.

## Why PyTorch behaves so

`drop_last=True` leaves out a short last batch; a `__len__` that is too small hides the rest; a loop that stops at
`n // batch_size` never sees the remainder.

## Example

```python
>>> from torch.utils.data import DataLoader
>>> [len(batch) for batch in DataLoader(range(5), batch_size=2)]
[2, 2, 1]
>>> [len(batch) for batch in DataLoader(range(5), batch_size=2, drop_last=True)]
[2, 2]
```

## How to find it

Add up the batch sizes of an epoch and compare with the number of samples; use a size that the batch size does not
divide.
"""

from __future__ import annotations

from collections import Counter

from tensorgrade.judgement.patterns import fewer
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.values import NumberValue, SequenceValue

CONCEPT = "data"
NAME = "dropped-samples"
PLACE = 4160
EXPLAINS_NUMBERS = True
SUMMARY = "some of the samples are left out."
REMEDY = (
    "Count the samples of one epoch. Keep the last, shorter batch, take no part only (`Subset`, a slice, a `break`), "
    "and let each index from 0 to n - 1 be one sample."
)


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == NAME and are_left_out(symptom)


def cause(symptom: Symptom) -> str:
    is_seen = symptom.suspect == NAME and are_left_out(symptom)
    return "Some of the samples do not come up, where each has to." if is_seen else ""


def are_left_out(symptom: Symptom) -> bool:
    """Say whether there are fewer than there should be, some of a list are missing, or some are counted as left out."""
    values = [seen.observation.value for seen in (symptom.expected, symptom.actual) if seen is not None]
    match values:
        case [NumberValue(number=0), NumberValue(number=left)]:
            return left > 0
        case [SequenceValue(items=due), SequenceValue(items=there)]:
            return bool(Counter(due) - Counter(there))
    return fewer(symptom)
