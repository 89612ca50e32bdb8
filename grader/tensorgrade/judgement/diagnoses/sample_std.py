"""The standard deviation was taken over n - 1 (of a sample) where the contract asks for n (of the population).

## Why PyTorch behaves so

`torch.std` and `torch.var` divide by n - 1 unless told otherwise; NumPy's divide by n.

## Example

```python
>>> import torch
>>> x = torch.tensor([1.0, 2.0, 3.0, 4.0])
>>> x.std(), x.std(correction=0)
(tensor(1.2910), tensor(1.1180))
```

## How to find it

Check that `result.std(correction=0)` is 1, with few rows; the difference fades as n grows.
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import is_sample_scaled
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "numbers"
PLACE = 4390
SUMMARY = "the standard deviation divides by n - 1 where the population's, which divides by n, is asked for."
CAUSE = "The formula for a sample is used, which torch's std and var take unless told otherwise."
REMEDY = "Divide by n: `correction=0` (or `unbiased=False`)."


def recognise(symptom: Symptom) -> bool:
    if symptom.suspect == "sample-std" and symptom.attribute == "values":
        return True
    arrays = symptom.arrays()
    return symptom.attribute == "values" and arrays is not None and is_sample_scaled(*arrays)
