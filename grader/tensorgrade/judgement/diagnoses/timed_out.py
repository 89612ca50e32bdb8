"""The check did not end in the time that it has, which is many times what the task needs.

## Why PyTorch behaves so

A loop whose condition never changes runs for ever; a Python loop over elements is thousands of times slower than
one tensor operation; a DataLoader worker or a lock may wait for something that never comes.

## Example

```python
>>> import itertools
>>> endless = itertools.repeat(1)
>>> next(endless), next(endless)
(1, 1)
```

## How to find it

The line that ran when the time was up is named. Print what its loop's condition depends on in each round; or run the
function on a small input and interrupt it with Ctrl-C: the traceback shows the line it was in.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.records import USED_UP

CONCEPT = "speed"
PLACE = 1070
REMEDY = "Look for a loop whose condition never ends it, or for one over elements that one tensor operation replaces."


def recognise(symptom: Symptom) -> bool:
    return symptom.ending.kind == EndingKind.TIMED_OUT


def summary(symptom: Symptom) -> str:
    if symptom.ending.note == USED_UP:
        return f"{USED_UP}."
    stopped = symptom.ending.stopped_at
    still = f"; line {stopped.line} was running: `{stopped.code}`" if stopped else ""
    return f"no result came within {symptom.case.timeout:g} s{still}."
