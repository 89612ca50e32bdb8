"""The code raised an exception where the contract asks for a result.

## Why PyTorch behaves so

Most of torch's exceptions come from shapes, dtypes, devices or the autograd graph that do not fit; the message
names the two that do not.

## Example

```python
>>> import torch
>>> torch.ones(2, 3) @ torch.ones(2, 3)
Traceback (most recent call last):
...
RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)
```

## How to find it

Read the last line of the message first, then go to the line of the file that is named. Print shape, dtype and
device of each operand above it.

## In the chapter

Any fragment; the exception's text says which.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import cause_of_error
from tensorgrade.judgement.wording import exception_told
from tensorgrade.protocol.endings import EndingKind

PLACE = 3060
TELLS_WHAT_IS_SEEN = True
REMEDY = "Go to the line that is named and print shape, dtype and device of what it works on."


def recognise(symptom: Symptom) -> bool:
    return symptom.failure is not None or symptom.ending.kind == EndingKind.UNREADABLE


def summary(symptom: Symptom) -> str:
    if symptom.failure is None:
        return f"what the check saw could not be read ({symptom.ending.note})."
    return f"raises {exception_told(symptom.failure)}"


def cause(symptom: Symptom) -> str:
    if symptom.failure is None:
        return "The process that ran the code wrote something other than its observations."
    return cause_of_error(symptom.failure.message) or "An operation met a value that it cannot work with."
