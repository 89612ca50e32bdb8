"""The call gives None where a result is due.

## Why PyTorch behaves so

A Python function that reaches its end without `return` gives None, and so do calls that work in place or print.

## Example

```python
>>> def doubled(x):
...     y = 2 * x
>>> print(doubled(3))
None
```

## How to find it

Look at the last line of the function, and at the end of each branch.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.values import NoneValue, NumberValue, SequenceValue

CONCEPT = "Python"
PLACE = 5035
TELLS_WHAT_IS_SEEN = True
REMEDY = (
    "End each branch of the function with `return` and the result. "
    "Where it ends so, look at what is returned: a call that works in place may give None."
)


def recognise(symptom: Symptom) -> bool:
    is_whole = symptom.mismatch is not None and not symptom.mismatch.path and "." not in symptom.observation
    is_result = is_whole or are_results_of_calls(symptom)
    if symptom.suspect and not is_number_due(symptom):
        return False  # what a check has a suspicion about may be no result: a gradient, say
    return symptom.attribute == "type" and is_result and symptom.actual_is_none()


def is_number_due(symptom: Symptom) -> bool:
    """Say whether a number is expected: that is the result of a call, whatever the check suspects."""
    parts = symptom.parts()
    return parts is not None and isinstance(parts[0], NumberValue)


def are_results_of_calls(symptom: Symptom) -> bool:
    """Say whether a list of several results was looked at, and each of them is None."""
    value = symptom.actual.observation.value if symptom.actual else None
    if not isinstance(value, SequenceValue) or value.type != "list" or len(value.items) < 2:
        return False
    return all(isinstance(item, NoneValue) for item in value.items)


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the call gives None where a result is due."
    return f"the call gives None where {symptom.mismatch.expected} is expected."


def cause(symptom: Symptom) -> str:
    return "Something was printed; printing is not returning." if symptom.printed else ""
