"""The file calls one of its functions at the left margin, so that it runs while the file is imported, and fails.

## Why PyTorch behaves so

Importing a module runs every line at its left margin. A call left there from trying things out runs before any check
does, with whatever it was given.

## Example

```python
>>> half = lambda x: x / 2
>>> half("3")  # a line at the left margin
Traceback (most recent call last):
...
TypeError: unsupported operand type(s) for /: 'str' and 'int'
```

## How to find it

Run `python FILE`, and look at the first line of the traceback: it is the one at the left margin.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import exception_told
from tensorgrade.protocol.endings import EndingKind

CONCEPT = "Python"
PLACE = 1057
REMEDY = 'Move the call under `if __name__ == "__main__":`, or remove it.'


def recognise(symptom: Symptom) -> bool:
    failure = symptom.ending.failure
    if symptom.ending.kind != EndingKind.IMPORT_FAILED or failure is None or len(failure.places) < 2:
        return False
    return failure.places[0].function == "<module>" and failure.places[1].function != "<module>"


def summary(symptom: Symptom) -> str:
    failure = symptom.ending.failure
    if failure is None or not failure.places:
        return "a function is called while the file is imported, and fails."
    return (
        f"line {failure.places[0].line} calls a function while the file is imported, and it raises "
        f"{exception_told(failure)}"
    )
