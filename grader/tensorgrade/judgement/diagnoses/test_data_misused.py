"""Images of the test split are learned from, or the numbers of the test split are measured on training images.

## Why PyTorch behaves so

What a model has learned from says nothing about how it does on images that it has not seen. The test split is for
measuring alone, and measuring is for the test split alone.

## Example

```python
>>> seen = {"cat": 1, "dog": 2}  # a model that learns by heart
>>> [seen.get(name) for name in ("cat", "horse")]
[1, None]
```

## How to find it

Print which data set each loader was made of, and its length.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import sides_told

CONCEPT = "data"
PLACE = 4164
EXPLAINS_NUMBERS = True
SUMMARY = "training and test data are mixed up."
REMEDY = "Make one loader of each split: updates use the training split alone, the val_ numbers the test split alone."


def cause(symptom: Symptom) -> str:
    return sides_told(symptom) if symptom.actual_flag() is not None else ""
