"""A forward pass saw more samples than the batch or micro-batch size allows.

## Why PyTorch behaves so

A data set, or a batch, is gone through in parts because a whole one does not fit: activations of a part are freed by
its backward before the next part runs. A whole data set in one batch makes one update an epoch, and learns little.

## Example

```python
>>> import torch
>>> [len(part) for part in torch.arange(5).split(2)]
[2, 2, 1]
```

## How to find it

Print `x.shape[0]` in forward.
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import more
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "step order"
PLACE = 4090
EXPLAINS_NUMBERS = True
SUMMARY = "more samples than allowed went through the model at once."
CAUSE = "A forward pass got more samples than the batch size, or the micro-batch size, allows."
REMEDY = (
    "Give the model one part at a time: `split(micro_batch_size)` of a batch, or a loader with `batch_size=batch_size`."
)


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "full-batch-forward" and (symptom.actual_flag() is not None or more(symptom))
