"""The contract asks for an exception on an input that cannot be right, and none was raised.

## Why PyTorch behaves so

torch is lenient: broadcasting, negative indices and silent no-ops let many wrong inputs through, so a function that
promises an error has to look for it.

## Example

```python
>>> import torch
>>> (torch.zeros(3, 1) - torch.zeros(3)).shape  # no complaint
torch.Size([3, 3])
```

## How to find it

Call the function with the input that the docstring forbids and see what comes back.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import rule_told

CONCEPT = "Python"
PLACE = 5010
TELLS_WHAT_IS_SEEN = True
CAUSE = "No line raises that exception for this input, or it is caught again; to print or to return is not to raise."


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "exception" and symptom.nothing_was_raised()


def summary(symptom: Symptom) -> str:
    asked = symptom.mismatch.expected if symptom.mismatch else "an exception"
    return f"{asked} is asked for, and no exception is raised."


def remedy(symptom: Symptom) -> str:
    return f"Refuse that input before any work on it. The rule: {rule_told(symptom)}."
