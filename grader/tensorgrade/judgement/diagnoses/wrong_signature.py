"""The function cannot be called with the arguments that its contract names: there are too few or too many parameters,
or an optional one has another name.

## Why PyTorch behaves so

Python binds arguments before the body runs, so a wrong signature fails before any line of the body.

## Example

```python
>>> def block(x, top, bottom):
...     return x[top:bottom]
>>> block([1, 2, 3], 0, 1, 0, 1)
Traceback (most recent call last):
...
TypeError: block() takes 3 positional arguments but 5 were given
```

## How to find it

Put the stub's `def` line beside the one in the file. Required parameters may be renamed; their number, and the
names of optional ones, are fixed.
"""

from __future__ import annotations

import re

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.endings import EndingKind

CONCEPT = "Python"
PLACE = 1030
CAUSE = "The parameters are not those of the stub, so Python cannot bind the arguments of a call to them."
LACKING = re.compile(r"missing a required (?:positional )?argument: '(\w+)'")


def recognise(symptom: Symptom) -> bool:
    return symptom.ending.kind == EndingKind.WRONG_SIGNATURE


def summary(symptom: Symptom) -> str:
    return f"{symptom.ending.note or 'the signature is another one than the contract has'}."


def remedy(symptom: Symptom) -> str:
    """Name the parameter that the stub lacks, where that is what Python misses."""
    more = LACKING.search(symptom.ending.note)
    return "Restore the `def` line of the stub" + (f": it has no `{more[1]}`." if more else ".")
