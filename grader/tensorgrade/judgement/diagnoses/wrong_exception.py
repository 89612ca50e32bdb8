"""An exception is raised as it should be, but of another class than the contract names.

## Why PyTorch behaves so

torch raises RuntimeError for most faults, where a Python function would raise ValueError or IndexError. Code that
catches one does not catch the other.

## Example

```python
>>> import torch
>>> torch.zeros(2).reshape(3)
Traceback (most recent call last):
...
RuntimeError: shape '[3]' is invalid for input of size 2
```

## How to find it

Call the function with the forbidden input and read the class of the exception, left of the colon.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import rule_told

CONCEPT = "Python"
PLACE = 5020
TELLS_WHAT_IS_SEEN = True
NONE = "no exception"


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "exception"


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "another exception than the contract names is raised."
    return f"{symptom.mismatch.actual} is raised where the contract asks for {symptom.mismatch.expected}."


def cause(symptom: Symptom) -> str:
    if symptom.mismatch is None or symptom.mismatch.expected == NONE:
        return ""
    expected, actual = symptom.mismatch.expected, symptom.mismatch.actual
    if actual == "AssertionError":
        return "The input is left to an assertion, and one that fails raises AssertionError."
    return f"The {actual} is raised in place of {expected}, or comes of work on that input before anything refuses it."


def remedy(symptom: Symptom) -> str:
    if symptom.mismatch is None or symptom.mismatch.expected == NONE:
        return f"Let that input through. The rule: {rule_told(symptom)}."
    return f"Test the condition first, and raise {symptom.mismatch.expected} yourself. The rule: {rule_told(symptom)}."
