"""The code raised an exception where the contract asks for a result.

## Why PyTorch behaves so

Most of torch's exceptions come from shapes, dtypes, devices or the autograd graph that do not fit; the message
names the two that do not.

## Example

```python
>>> import torch
>>> torch.ones(2, 3) @ torch.ones(2, 3)
Traceback (most recent call last):
...
RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)
```

## How to find it

Read the last line of the message first, then go to the line of the file that is named. Print shape, dtype and
device of each operand above it.
"""

from __future__ import annotations

import re

from tensorgrade.judgement.failing_lines import words_of_line
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import cause_of_error, counted_cause, remedy_in_numbers
from tensorgrade.judgement.wording import exception_told
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.records import Failure

CONCEPT = "Python"
PLACE = 3060
TELLS_WHAT_IS_SEEN = True
FORWARD = 'missing the required "forward"'
IMPORTS = {
    "torch": "import torch",
    "np": "import numpy as np",
    "nn": "from torch import nn",
    "F": "import torch.nn.functional as F",
    "math": "import math",
}


def recognise(symptom: Symptom) -> bool:
    return symptom.failure is not None or symptom.ending.kind == EndingKind.UNREADABLE


def summary(symptom: Symptom) -> str:
    if symptom.failure is None:
        return f"what the check saw could not be read ({symptom.ending.note})."
    return f"raises {exception_told(symptom.failure)}"


def cause(symptom: Symptom) -> str:
    failure = symptom.failure
    if failure is None:
        return "The process that ran the code wrote something other than its observations."
    if is_left_over(failure):
        return "The stub's `raise NotImplementedError` still stands there, beside the code, and is reached."
    if raises_itself(failure):
        return "The line that is named raises it itself, on an input that the contract allows."
    if words := words_of_line(failure, symptom.call):
        return words.cause
    if counted := counted_cause(failure.message):
        return counted
    if not failure.places and FORWARD not in failure.message:
        return "No line of the file raised it: what the call gave back is not what the next step can work with."
    return cause_of_error(failure.message)


def remedy(symptom: Symptom) -> str:
    failure = symptom.failure
    if failure is None:
        return "Let the function return or raise, and leave the process and its files alone."
    if is_left_over(failure):
        return "Remove the line `raise NotImplementedError`, and return the result."
    if raises_itself(failure):
        return "Look at the condition that leads to this `raise`: the input of the call must not meet it."
    if words := words_of_line(failure, symptom.call):
        return words.remedy
    if fitting := remedy_in_numbers(failure.message):
        return fitting
    if FORWARD in failure.message:
        return "Compare the names of the methods with `forward`, and look at how far they are indented."
    if not failure.places:
        return "Print what the call gives back, and its type, beside what the docstring says."
    if name := name_not_defined(failure):
        return remedy_of_name(name, failure.message)
    return "Before the line that raises, print the type, shape, dtype and device of each part that it works on."


def raises_itself(failure: Failure) -> bool:
    """Say whether the student's own `raise` made the exception."""
    return bool(failure.places) and failure.places[-1].code.startswith("raise ")


def is_left_over(failure: Failure) -> bool:
    """Say whether the stub's own line made it."""
    return raises_itself(failure) and failure.type == "NotImplementedError"


def remedy_of_name(name: str, message: str) -> str:
    """Say what to do about a name that is not defined."""
    if name in IMPORTS:
        return f"Add `{IMPORTS[name]}` at the top of the file."
    meant = re.search(r"Did you mean: '(\w+)'", message)
    return (
        f"Did you mean `{meant[1]}`?" if meant else f"Look for a misspelling of `{name}`, or set it before that line."
    )


def name_not_defined(failure: Failure) -> str:
    """Return the name that Python did not find; empty where it is something else."""
    return failure.message.split("'")[1] if failure.type == "NameError" and failure.message.count("'") > 1 else ""
