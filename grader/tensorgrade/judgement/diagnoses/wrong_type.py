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

import math

from tensorgrade.judgement.diagnoses import missing_return
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.values import TensorValue

CONCEPT = "Python"
PLACE = 5040
TELLS_WHAT_IS_SEEN = True
TENSOR, ARRAY = "torch.Tensor", "numpy.ndarray"
CAUSES = {
    (TENSOR, "float"): "A tensor of one number is not a Python number.",
    (TENSOR, "int"): "A tensor of one number is not a Python number.",
    (TENSOR, "bool"): "A tensor of one flag is not a Python bool.",
    ("list", "tuple"): "Square brackets and tolist make a list, and nothing makes a tuple of it.",
    ("tuple", "list"): "A comma between values, or tuple, makes a tuple, and nothing makes a list of it.",
    (
        "tuple",
        TENSOR,
    ): "A tuple is handed back as it is: a comma makes one, and so do some functions, such as autograd.grad.",
    ("list", TENSOR): "A list comes out as one: nothing makes a tensor of it.",
    (ARRAY, TENSOR): "A NumPy array stays one: nothing makes a tensor of it.",
    ("float", TENSOR): "A Python number has no graph, dtype or device.",
    ("int", TENSOR): "A Python number has no dtype or device.",
    ("int", "float"): "A whole number is made or counted, and nothing makes a float of it.",
    ("float", "int"): "A division, or float, gives a number with a fraction, and nothing makes a whole one of it.",
    ("list", "dict"): "The parts are told apart by their places, and not by keys.",
    ("tuple", "dict"): "The parts are told apart by their places, and not by keys.",
    ("dict", "list"): "A dict comes out, with keys, and nothing makes a list of it.",
    ("dict", "tuple"): "A dict comes out, with keys, and nothing makes a tuple of it.",
    (ARRAY, "float"): "NumPy's numbers and arrays have types of their own.",
    (ARRAY, "int"): "NumPy's numbers and arrays have types of their own.",
    ("bool", "torch.device"): "The answer to a question is not a device.",
    (TENSOR, "tuple"): "One tensor is handed back by itself, and nothing puts it into a tuple.",
    (TENSOR, "list"): "One tensor is handed back by itself, and nothing makes a list of it.",
    ("str", "torch.device"): "The name of a device is not a device.",
    ("int", "torch.device"): "The number of a device is not a device.",
}
LATER = ("generator", "map", "filter", "zip")  # in the end a list, or a tuple, has to be made of these
UNCHANGED = {
    "None": "None stands there: nothing is put in that place, or not for long, or a branch ends without a result."
}
REMEDIES = {
    (TENSOR, "float"): "Call `.item()` on it.",
    (TENSOR, "int"): "Call `int(...)` on it.",
    (TENSOR, "bool"): "Make a bool of it: `bool(...)`.",
    (TENSOR, "list"): "Return a list; `.tolist()` makes one of a tensor.",
    (TENSOR, "tuple"): "Return the parts as a tuple, with commas between them.",
    ("list", "tuple"): "Return the parts with commas between them and no square brackets, or `tuple(...)`.",
    ("tuple", "list"): "Return the parts in square brackets, or `list(...)`.",
    ("tuple", TENSOR): "Return the tensor alone: a comma behind it makes a tuple, and some functions give two.",
    ("list", TENSOR): "Make a tensor of it: `torch.tensor(...)` of numbers, `torch.stack(...)` of tensors.",
    (ARRAY, TENSOR): "Make a tensor of the array, with the dtype that is asked for.",
    ("float", TENSOR): "Leave out `.item()` and `float(...)`.",
    ("int", TENSOR): "Leave out `.item()` and `int(...)`.",
    ("int", "float"): "Make a float of it: `float(...)`.",
    ("float", "int"): "Count in whole numbers: `//` in place of `/`, or `int(...)`.",
    ("list", "dict"): "Return them in a dict, under the keys that the docstring names.",
    ("tuple", "dict"): "Return them in a dict, under the keys that the docstring names.",
    ("dict", "list"): "Return a list, in the order that the docstring names.",
    ("dict", "tuple"): "Return a tuple, in the order that the docstring names.",
    (ARRAY, "float"): "Call `float(...)` on it.",
    (ARRAY, "int"): "Call `int(...)` on it.",
    ("generator", TENSOR): "Make a tensor of `list(...)` of it.",
    ("int", "torch.device"): "Call `torch.device(...)` on a name.",
    ("str", "torch.device"): "Call `torch.device(...)` on the name.",
}


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "type" and not missing_return.recognise(symptom)


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the result is of another type than the contract names."
    return f"{symptom.mismatch.actual} came back where {symptom.mismatch.expected} is expected."


def cause(symptom: Symptom) -> str:
    actual, expected = types_of(symptom)
    if actual in LATER:
        return f"A {actual} gives its items later, one by one."
    if expected in ("float", "int", "bool") and (shape := shape_of_several(symptom)):
        return f"A tensor of shape {shape} came back, and nothing makes one number of it."
    if actual.startswith("numpy.") and expected in ("float", "int"):
        return CAUSES[ARRAY, expected]
    return CAUSES.get((actual, expected)) or UNCHANGED.get(actual) or handed_on(actual, expected)


def shape_of_several(symptom: Symptom) -> tuple[int, ...]:
    """Return the shape of a tensor that came back, where it holds several numbers."""
    _, came = symptom.parts() or (None, None)
    return came.shape if isinstance(came, TensorValue) and math.prod(came.shape) > 1 else ()


def handed_on(actual: str, expected: str) -> str:
    """Say that a value comes out as it is; empty where there are no types to tell."""
    return f"It comes out as {actual}, and nothing on the way makes {expected} of it." if actual else ""


def remedy(symptom: Symptom) -> str:
    actual, expected = types_of(symptom)
    if actual in LATER and expected in ("list", "tuple"):
        return f"Make a {expected} of it: `{expected}(...)`."
    if expected in ("float", "int", "bool") and shape_of_several(symptom):
        return "Take the mean or the sum over all of it first, as the task has it, and then the number: `.item()`."
    return REMEDIES.get((actual, expected), "Return the type that the docstring names.")


def types_of(symptom: Symptom) -> tuple[str, str]:
    """Return the type that came and the one that is expected."""
    return (symptom.mismatch.actual, symptom.mismatch.expected) if symptom.mismatch else ("", "")
