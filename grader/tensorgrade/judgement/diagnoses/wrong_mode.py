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
from tensorgrade.protocol.values import FlagValue, SequenceValue

CONCEPT = "train and eval"
PLACE = 4250
EXPLAINS_NUMBERS = True
SUMMARY = "the model is in the wrong mode."
REMEDY = (
    "Where the docstring names a mode, set it before the forward pass. "
    "Where it names none, call neither `eval()` nor `train()`."
)
TRAINS = "The model, or a layer in it, is in train mode: dropout leaves units out, batch norm goes by the batch."
MEASURES = "The model is in eval mode there: dropout does nothing, and batch norm keeps its statistics as they are."


def cause(symptom: Symptom) -> str:
    value = symptom.actual.observation.value if symptom.actual and "eval" not in symptom.observation else None
    flags = {flag.value for flag in (value, *(value.parts if value else ())) if isinstance(flag, FlagValue)}
    return (TRAINS if flags == {True} else MEASURES) if len(flags) == 1 else ""


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "wrong-mode" and symptom.attribute in ("values", "structure") and a_mode_was_seen(symptom)


def a_mode_was_seen(symptom: Symptom) -> bool:
    """Say whether the model ran where it was looked at: of a list of modes that is empty, nothing is told."""
    value = symptom.actual.observation.value if symptom.actual else None
    return not isinstance(value, SequenceValue) or bool(value.items)
