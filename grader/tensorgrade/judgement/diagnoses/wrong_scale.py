"""All numbers are off by one and the same factor.

## Why PyTorch behaves so

A mean is a sum that is divided by a count; `mean()` divides by all elements, a reduction with `dim` by those of that
dimension. A factor that is left out, or there twice, scales every number alike.

## Example

```python
>>> import torch
>>> x = torch.tensor([[1.0, 2.0], [3.0, 6.0]])
>>> x.sum(0), x.mean(0)
(tensor([4., 8.]), tensor([2., 4.]))
```

## How to find it

Divide the result by the expected one: the factor is often a size of the input, its inverse or its root.
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import factor
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "numbers"
PLACE = 5085
REMEDY = "Look for the factor that is missing, superfluous or another one: a size, a rate, a weight."


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "values" and (symptom.suspect == "wrong-scale" or is_scaled(symptom))


def summary(symptom: Symptom) -> str:
    return f"all numbers are off by {'one and the same' if is_scaled(symptom) else 'a'} factor."


def is_scaled(symptom: Symptom) -> bool:
    """Say whether one factor leads from the expected numbers to the submission's."""
    arrays = symptom.arrays()
    return arrays is not None and factor(*arrays) is not None
