"""Class labels are floating-point numbers where int64 is asked for.

## Why PyTorch behaves so

CrossEntropyLoss reads int64 targets as class indices; floating-point targets mean class probabilities of shape (N,
C), so it refuses a float vector of N labels.

## Example

```python
>>> import torch
>>> torch.nn.functional.cross_entropy(torch.zeros(2, 3), torch.tensor([0.0, 1.0]))
Traceback (most recent call last):
...
RuntimeError: expected target dtype to be Long or Byte, but got Float
```

## How to find it

Print the labels' `.dtype`, both of one item and of a batch.
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import FLOATS
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "dtype"
PLACE = 4420
TELLS_WHAT_IS_SEEN = True
SUMMARY = "labels came back as floating-point numbers where int64 is expected."
CAUSE = (
    "Nothing makes integers of these labels: they are made or computed as floats, or no dtype is named, and torch's "
    "default for an empty list is a float."
)
REMEDY = "Make labels with `dtype=torch.int64`."


def recognise(symptom: Symptom) -> bool:
    tensors = symptom.tensors_that_differ_in("dtype")
    if tensors is None:
        return False
    words = f"{symptom.case.function} {symptom.case.title} {symptom.observation}".lower()
    are_labels = symptom.suspect == "float-labels" or "label" in words
    return are_labels and tensors[0].dtype == "torch.int64" and tensors[1].dtype in FLOATS
