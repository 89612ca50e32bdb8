"""The model ran in train mode where eval mode is due, or the other way round.

## Why PyTorch behaves so

Dropout and batch norm behave differently in the two modes. A model stays in the mode that it was put in last;
evaluation does not switch by itself, and neither does training.

## Example

```python
>>> import torch
>>> from torch import nn
>>> drop = nn.Dropout(0.5)
>>> drop.eval()(torch.ones(3))
tensor([1., 1., 1.])
```

## How to find it

Print `model.training` in front of the forward pass.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.values import SequenceValue

CONCEPT = "train and eval"
PLACE = 4250
EXPLAINS_NUMBERS = True
SUMMARY = "the model ran in the wrong mode."
REMEDY = (
    "Set the mode that the contract names for this function before the forward pass; where it names none, "
    "leave it alone."
)


def recognise(symptom: Symptom) -> bool:
    value = symptom.actual.observation.value if symptom.actual else None
    nothing_ran = isinstance(value, SequenceValue) and not value.items
    return symptom.suspect == "wrong-mode" and symptom.attribute in ("values", "structure") and not nothing_ran
