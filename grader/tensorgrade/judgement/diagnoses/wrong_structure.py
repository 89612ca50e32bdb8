"""The result has other parts than the contract names: another number of items, other keys, other children or
parameters.

## Why PyTorch behaves so

A tuple, a dict and a state_dict are compared part by part; a part that is missing, superfluous or under another
name changes what a caller can unpack.

## Example

```python
>>> first, second = (1, 2)
>>> first, second = (1, 2, 3)
Traceback (most recent call last):
...
ValueError: too many values to unpack (expected 2)
```

## How to find it

Print the result, its length or its keys, beside what the docstring lists.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import rule_told

CONCEPT = "Python"
PLACE = 5030
TELLS_WHAT_IS_SEEN = True
IS_GENERAL = True


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "structure"


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the result has other parts than the contract names."
    return f"{symptom.mismatch.actual} came back in place of {symptom.mismatch.expected}."


def remedy(symptom: Symptom) -> str:
    return f"Give exactly the parts that the docstring lists. The rule: {rule_told(symptom)}."
