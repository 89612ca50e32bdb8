"""The file lacks a name that the exercise asks for.

It was renamed, deleted, indented under another definition, or never written.

## Why PyTorch behaves so

Python finds a function by its exact name. A definition indented inside another function or class is local to it and
cannot be seen from outside.

## Example

```python
>>> def outer():
...     def row(x, i):
...         return x[i]
>>> "row" in globals()
False
```

## How to find it

Compare the `def` and `class` lines with the stub's: same spelling, same case, no indentation.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.endings import EndingKind

CONCEPT = "Python"
PLACE = 1020
REMEDY = "Write the definition under the stub's name, at the left margin."


def recognise(symptom: Symptom) -> bool:
    return symptom.ending.kind == EndingKind.MISSING_DEFINITION


def summary(symptom: Symptom) -> str:
    return f"{symptom.ending.note or 'a definition is missing'}."
