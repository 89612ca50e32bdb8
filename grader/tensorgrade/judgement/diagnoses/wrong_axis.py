"""Rows and columns are taken for one another.

## Why PyTorch behaves so

`dim=0` runs down the rows and gives one number a column; `dim=1` runs along each row. The dimension that is named is
the one that goes.

## Example

```python
>>> import torch
>>> x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
>>> x.sum(0), x.sum(1)
(tensor([4., 6.]), tensor([3., 7.]))
```

## How to find it

Use an input with another number of rows than of columns, and print the shape after each line.
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import is_transposed
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "shape"
PLACE = 4375
SUMMARY = "rows and columns are taken for one another."
REMEDY = "Name the other dimension (`dim`), or swap the two with `transpose(0, 1)`."


def recognise(symptom: Symptom) -> bool:
    if symptom.suspect == "wrong-axis" and symptom.attribute in ("values", "shape"):
        return True
    arrays = symptom.arrays()
    return symptom.attribute in ("values", "shape") and arrays is not None and is_transposed(*arrays)
