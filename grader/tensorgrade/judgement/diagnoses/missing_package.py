"""The code imports a package that is not there.

## Why PyTorch behaves so

Python looks for a module among the installed packages and beside the file. The grader has those that the course
names, and no others.

## Example

```python
>>> import a_package_that_is_not_there
Traceback (most recent call last):
...
ModuleNotFoundError: No module named 'a_package_that_is_not_there'
```

## How to find it

Read the name in the message: a slip in it, or a package that the exercise does not need.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import package_missing
from tensorgrade.protocol.endings import EndingKind

CONCEPT = "Python"
PLACE = 1055
SUMMARY = "a package is imported that is not there."
CAUSE = "The package is none that the course offers, or its file was not handed in, or its name is misspelled."
REMEDY = "Remove that import where nothing needs it, use what the course offers, or hand in the file, too."


def recognise(symptom: Symptom) -> bool:
    failure = symptom.ending.failure
    is_ending = symptom.failure is not None or symptom.ending.kind == EndingKind.IMPORT_FAILED
    return is_ending and failure is not None and bool(package_missing(failure.type, failure.message))


def summary(symptom: Symptom) -> str:
    failure = symptom.ending.failure
    name = package_missing(failure.type, failure.message) if failure else ""
    return f"the package `{name}` is imported, and is not there." if name else SUMMARY
