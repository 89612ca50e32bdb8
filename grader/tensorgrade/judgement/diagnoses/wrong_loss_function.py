"""The loss function is made for other numbers than it gets, or the loss that is reported is another one.

## Why PyTorch behaves so

`nll_loss` expects log-probabilities and takes the negative of one number a row: of raw logits it can be made as low
as one likes, without a right answer. `cross_entropy` makes log-probabilities of logits by itself.

## Example

```python
>>> import torch
>>> from torch.nn import functional as F
>>> logits, label = torch.tensor([[100.0, 100.0]]), torch.tensor([0])
>>> F.nll_loss(logits, label), F.cross_entropy(logits, label)
(tensor(-100.), tensor(0.6931))
```

## How to find it

Print the loss of a few batches. Below 0 it is no cross-entropy; of n equal logits it is the logarithm of n.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import sides_told

CONCEPT = "loss"
PLACE = 4274
EXPLAINS_NUMBERS = True
SUMMARY = "the loss is another one than the task asks for."


def cause(symptom: Symptom) -> str:
    if symptom.actual_flag() is not None:
        return sides_told(symptom)
    return "The loss is computed in another way than asked, or from other numbers than it is made for."


def remedy(symptom: Symptom) -> str:
    if symptom.actual_flag() is False:
        return "Call the loss function that is given, on the model's output and the labels."
    return (
        "Give the raw logits and the class indices to `cross_entropy`, for training and for the loss that is reported."
    )
