"""The graphs of several micro-batches are alive at a time, so that no memory is saved.

## Why PyTorch behaves so

What forward saves lies in memory until the backward of its graph. Where all micro-batches run forward before the
first backward, their graphs together are as large as that of the whole batch.

## Example

```python
>>> import torch
>>> w = torch.ones(1, requires_grad=True)
>>> total = sum((w * part).sum() for part in torch.ones(4).split(2))  # two graphs in one
>>> total.backward()
>>> w.grad
tensor([4.])
```

## How to find it

Look where backward stands: it belongs into the loop over micro-batches.
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import more
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "graph"
PLACE = 4092
SUMMARY = "the graphs of several micro-batches are alive at a time."
CAUSE = "The losses of the micro-batches are collected with their graphs before the first backward."
REMEDY = "Call backward on each micro-batch's weighted loss within the loop; .grad adds them up."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "graphs-held-together" and (symptom.actual_flag() is not None or more(symptom))
