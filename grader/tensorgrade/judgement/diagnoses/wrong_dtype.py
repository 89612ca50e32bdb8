"""The tensor has another dtype than the contract names.

## Why PyTorch behaves so

torch takes the dtype from what it is given: Python ints give int64, Python floats float32, NumPy arrays keep their
own, and mixed operands are promoted.

## Example

```python
>>> import torch
>>> (torch.ones(2, dtype=torch.int64) + 0.5).dtype
torch.float32
```

## How to find it

Print `.dtype` after each line of the function.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import name_told, rule_told

CONCEPT = "dtype"
PLACE = 5060
TELLS_WHAT_IS_SEEN = True
CAUSE = "A dtype is named, or comes from what goes in or from torch's default; here that is not the one that is due."


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "dtype"


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the dtype is another one than the contract names."
    return f"{name_told(symptom)} is {symptom.mismatch.actual}; {symptom.mismatch.expected} is expected."


def remedy(symptom: Symptom) -> str:
    wanted = symptom.mismatch.expected if symptom.mismatch else ""
    how = f"Name {wanted or 'the dtype that the docstring asks for'} where the tensor is made, or convert to it."
    if may_be_of_the_input(symptom, wanted):
        how += " Where it is the input's that is asked for, take it from there (`dtype=x.dtype`)."
    return f"{how} The rule: {rule_told(symptom)}."


def may_be_of_the_input(symptom: Symptom, wanted: str) -> bool:
    """Say whether something that went in can have the dtype; what a class is given later stands in no call."""
    return not wanted or wanted.removeprefix("torch.") in symptom.call or symptom.case.function[:1].isupper()
