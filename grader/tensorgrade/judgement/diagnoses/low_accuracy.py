"""The trained model is less accurate than the reference, by more than the margin that is stated.

## Why PyTorch behaves so

Many small faults end here: too few updates, inputs that are not normalized, gradients that are not cleared, the
wrong mode.

## Example

```python
>>> import torch
>>> logits, labels = torch.tensor([[0.1, 0.9], [0.8, 0.2]]), torch.tensor([1, 1])
>>> (logits.argmax(1) == labels).float().mean()
tensor(0.5000)
```

## How to find it

Check the training loss by epoch: flat means no learning, falling slowly that the steps are small for so few of them,
falling far with a poor accuracy that evaluation differs from training.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import sides_told
from tensorgrade.protocol.values import TextValue

CONCEPT = "the computation"
PLACE = 4280
REMEDY = (
    "Print the training loss of each epoch. Where it does not fall, look at the updates; where it falls slowly, and is "
    "high at the end, at the learning rate and the optimizer: the steps may be too small. Where it falls far, look at "
    "what the model is given."
)


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "low-accuracy" and symptom.attribute in ("values", "non-finite")


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the trained model is less accurate than it should be."
    if symptom.expected is not None and isinstance(symptom.expected.observation.value, TextValue):
        return f"{symptom.observation}: {symptom.actual_text()}."
    return sides_told(symptom)
