"""The code printed more than a check keeps.

## Why PyTorch behaves so

A print in an inner loop runs once a batch or once an element; printing a tensor inside it multiplies.

## Example

```python
>>> for step in range(3):
...     print(step)
0
1
2
```

## How to find it

Search the file for `print(` inside loops.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.endings import EndingKind

CONCEPT = "Python"
PLACE = 1090
REMEDY = "Print once an epoch, or not at all; return what the caller needs."


def recognise(symptom: Symptom) -> bool:
    return symptom.ending.kind == EndingKind.TOO_MUCH_OUTPUT


def summary(symptom: Symptom) -> str:
    return f"{symptom.ending.note or 'too much was printed'}."
