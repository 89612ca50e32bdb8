"""Pixels are not normalized with the mean and standard deviation that the contract names.

## Why PyTorch behaves so

Normalizing is (x - mean) / std on values in [0, 1]. Left out, or done with other numbers, the network sees inputs
on another scale than it was made for.

## Example

```python
>>> import torch
>>> x = torch.tensor([0.0, 1.0])
>>> (x - 0.286) / 0.353
tensor([-0.8102,  2.0227])
```

## How to find it

Print the smallest and largest value of a transformed image; for a black pixel it is -mean / std.
"""

from __future__ import annotations

import numpy as np

from tensorgrade.judgement.patterns import is_affine
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import sides_told

CONCEPT = "data"
BELOW, FAR = -0.5, 20.0  # normalized images go below the one, and not up to the other
PLACE = 4180
EXPLAINS_NUMBERS = True
SUMMARY = "images are not normalized as asked."
CAUSE = "The scaling, the mean or the standard deviation is another one than the task names, or is left out somewhere."
REMEDY = (
    "Scale to [0, 1] once (`ToTensor` does it), then subtract the mean and divide by the standard deviation, "
    "on all images alike."
)


def recognise(symptom: Symptom) -> bool:
    if symptom.suspect != "not-normalized" or symptom.attribute != "values":
        return False
    arrays = symptom.arrays()
    return symptom.actual_flag() is not None or (arrays is not None and is_affine(*arrays))


def cause(symptom: Symptom) -> str:
    if symptom.suspect != "not-normalized" or symptom.attribute != "values":
        return CAUSE
    if arrays := symptom.arrays():
        return range_told(*arrays) or CAUSE
    return sides_told(symptom) if symptom.actual_flag() is not None else CAUSE


def range_told(expected: np.ndarray, actual: np.ndarray) -> str:
    """Say what the range of the numbers shows, where it is another one than that of normalized images."""
    if expected.min() < BELOW and 0 <= actual.min() < actual.max() <= 1:
        return "All numbers of this result lie between 0 and 1, where numbers below 0 are due."
    if expected.max() < FAR <= actual.max():
        return f"There are numbers up to {actual.max():.4g}, as of pixels that are not scaled to [0, 1] before."
    return ""
