r"""Python cannot read the file, so none of its functions can run.

## Why PyTorch behaves so

Python reads a whole file before it runs any of it; one unclosed bracket hides every function of the file.

## Example

```python
>>> compile("def row(x, i):\n    return x[i", "ex.py", "exec")
Traceback (most recent call last):
...
SyntaxError: '[' was never closed
```

## How to find it

Run `python -m py_compile FILE`: it names the line. The slip is often on the line above: an unclosed bracket or
quote. Text must be saved as UTF-8; marks of a merge conflict, lines of a notebook (`!pip`) and blanks copied from a web
page are no Python.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.endings import EndingKind

CONCEPT = "Python"
PLACE = 1040
REMEDY = "Look at the line that is named and the one above it for a bracket, quote, colon or indentation."


def recognise(symptom: Symptom) -> bool:
    return symptom.ending.kind == EndingKind.SYNTAX_ERROR


def summary(symptom: Symptom) -> str:
    ending = symptom.ending
    if ending.fault is not None:
        return f"{ending.fault.words.summary}{f' ({ending.note})' if ending.note else ''}."
    why = ending.failure.message.partition("\n")[0] if ending.failure else "syntax error"
    return f"the file cannot be read by Python ({why})."


def cause(symptom: Symptom) -> str:
    return symptom.ending.fault.words.cause if symptom.ending.fault else ""


def remedy(symptom: Symptom) -> str:
    return symptom.ending.fault.words.remedy if symptom.ending.fault else REMEDY
