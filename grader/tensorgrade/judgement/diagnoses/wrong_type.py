"""The result is of another type than the contract names: a list, an array or a Python number where a tensor is due,
or the other way round.

## Why PyTorch behaves so

torch functions accept many types and give back one. `.tolist()` and `.item()` leave torch; `torch.Tensor` subclasses
and NumPy arrays are other types than torch.Tensor.

## Example

```python
>>> import torch
>>> type(torch.ones(2).sum()), type(torch.ones(2).sum().item())
(<class 'torch.Tensor'>, <class 'float'>)
```

## How to find it

Print `type(result)` just before the `return`.
"""

from __future__ import annotations

from tensorgrade.judgement.diagnoses import missing_return
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "Python"
PLACE = 5040
TELLS_WHAT_IS_SEEN = True
TENSOR, ARRAY = "torch.Tensor", "numpy.ndarray"
CONVERSIONS = {
    (TENSOR, "float"): ("A tensor of one number is not a Python number.", "Call `.item()` on it."),
    (TENSOR, "int"): ("A tensor of one number is not a Python number.", "Call `int(...)` on it."),
    (TENSOR, "bool"): ("A tensor of one flag is not a Python bool.", "Make a bool of it: `bool(...)`."),
    (TENSOR, "list"): ("", "Return a list; `.tolist()` makes one of a tensor."),
    (TENSOR, "tuple"): ("", "Return the parts as a tuple, with commas between them."),
    ("list", "tuple"): ("", "Return the parts with commas between them and no square brackets, or `tuple(...)`."),
    ("tuple", "list"): ("", "Return the parts in square brackets, or `list(...)`."),
    ("tuple", TENSOR): ("", "Return the tensor alone: a comma behind it makes a tuple, and some functions give two."),
    ("list", TENSOR): ("", "Make a tensor of it: `torch.tensor(...)` of numbers, `torch.stack(...)` of tensors."),
    (ARRAY, TENSOR): ("", "Make a tensor of the array, with the dtype that is asked for."),
    ("float", TENSOR): ("A Python number has no graph, dtype or device.", "Leave out `.item()` and `float(...)`."),
    ("int", TENSOR): ("A Python number has no dtype or device.", "Leave out `.item()` and `int(...)`."),
    ("int", "float"): ("", "Make a float of it: `float(...)`."),
    ("float", "int"): ("", "Count in whole numbers: `//` in place of `/`, or `int(...)`."),
    ("generator", "list"): ("A generator gives its items later, one by one.", "Make a list of it: `list(...)`."),
    ("generator", TENSOR): ("A generator gives its items later, one by one.", "Make a tensor of `list(...)` of it."),
    ("str", "torch.device"): ("The name of a device is not a device.", "Call `torch.device(...)` on the name."),
}  # fmt: skip


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "type" and not missing_return.recognise(symptom)


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the result is of another type than the contract names."
    return f"{symptom.mismatch.actual} came back where {symptom.mismatch.expected} is expected."


def cause(symptom: Symptom) -> str:
    return conversion(symptom)[0]


def remedy(symptom: Symptom) -> str:
    return conversion(symptom)[1]


def conversion(symptom: Symptom) -> tuple[str, str]:
    """Return what two types tell of the cause, and what leads from one to the other."""
    types = (symptom.mismatch.actual, symptom.mismatch.expected) if symptom.mismatch else ("", "")
    plain = ("", "Return the type that the docstring names.")
    return CONVERSIONS.get(types, plain)
