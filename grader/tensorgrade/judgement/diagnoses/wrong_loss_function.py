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

CONCEPT = "loss"
PLACE = 4274
EXPLAINS_NUMBERS = True
SUMMARY = "the loss is another one than the task asks for."
CAUSE = "A cross-entropy of the logits is asked for, and the loss is computed in another way or from other numbers."
REMEDY = "Give the raw logits and the class indices to `cross_entropy`, for training and for the loss that is reported."
