"""The function still raises the NotImplementedError that its stub was handed out with.

That is no mistake, only work that is left.

## Why PyTorch behaves so

Nothing of PyTorch ran. Python's NotImplementedError is the usual mark of a body that is still to be written.

## Example

```python
>>> def row(x, i):
...     raise NotImplementedError
```

## How to find it

Search the file for `raise NotImplementedError`. A function that calls such a stub is not attempted either.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.endings import EndingKind

CONCEPT = "the computation"
PLACE = 1010
REMEDY = "Write the function's body in place of `raise NotImplementedError`; `grade hint` gives a start."


def recognise(symptom: Symptom) -> bool:
    return symptom.ending.kind == EndingKind.NOT_ATTEMPTED


def summary(symptom: Symptom) -> str:
    return f"{symptom.ending.note or 'the stub is untouched'}."
