"""The trained model is less accurate than the reference, by more than the margin that is stated.

## Why PyTorch behaves so

Many small faults end here: too few updates, inputs that are not normalised, gradients that are not cleared, the
wrong mode.

## Example

```python
>>> import torch
>>> logits, labels = torch.tensor([[0.1, 0.9], [0.8, 0.2]]), torch.tensor([1, 1])
>>> (logits.argmax(1) == labels).float().mean()
tensor(0.5000)
```

## How to find it

Check the training loss by epoch: flat means no learning, falling with a poor accuracy means that evaluation differs
from training.

## In the chapter

The chapter's whole pipeline.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

PLACE = 4280
CAUSE = "The model learned less than it can."
REMEDY = "Check the parts first: transform, shuffling, one update a batch, logits into the loss."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "low-accuracy" and symptom.attribute in ("values", "non-finite")


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the trained model is less accurate than it should be."
    return f"{symptom.observation} is {symptom.mismatch.actual}; {symptom.mismatch.expected} is expected."
