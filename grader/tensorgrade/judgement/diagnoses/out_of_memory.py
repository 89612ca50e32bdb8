"""The code asked for more memory than a check has, which is many times what the task needs.

## Why PyTorch behaves so

Broadcasting (n, 1) with (n,) makes n times n numbers; keeping losses with their graphs keeps every activation
alive.

## Example

```python
>>> import torch
>>> torch.zeros(1000, 1).sub(torch.zeros(1000)).numel()
1000000
```

## How to find it

Print the shape of each intermediate result; look for a size that is the square of the input's.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.endings import EndingKind

CONCEPT = "speed"
PLACE = 1080
SUMMARY = "the code asked for more memory than the check has."
REMEDY = "Find the operation whose result is too large; check that shapes line up before it."


def recognise(symptom: Symptom) -> bool:
    return symptom.ending.kind == EndingKind.OUT_OF_MEMORY
