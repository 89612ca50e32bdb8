"""The number of operations grows with the size of the input: a Python loop does what one tensor operation can.

## Why PyTorch behaves so

Each call into torch costs some microseconds, however small the tensor; one operation on a whole tensor runs its
loop in native code.

## Example

```python
>>> import torch
>>> a = torch.arange(3.0)
>>> (a[:, None] - a[None, :]).shape  # all pairs at once
torch.Size([3, 3])
```

## How to find it

Time the function on 10 and on 1,000 rows.
"""

from __future__ import annotations

CONCEPT = "speed"
PLACE = 4330
SUMMARY = "a Python loop does what one tensor operation can."
CAUSE = "With more rows, more torch operations ran."
REMEDY = "Insert dimensions of size 1 and let broadcasting make the pairs."
