"""A classifier learns from a squared error. That can work. This is advice, for no points.

## Why PyTorch behaves so

The squared error of probabilities, or of logits against 0 and 1, is nearly flat where the model is sure and wrong, so
it learns slowly from its worst mistakes. The gradient of the cross-entropy is largest there.

## Example

```python
>>> import torch
>>> from torch.nn import functional as F
>>> logits = torch.tensor([[-8.0, 8.0]], requires_grad=True)  # sure of class 1; class 0 is right
>>> torch.autograd.grad(F.cross_entropy(logits, torch.tensor([0])), logits)[0].abs().max() > 0.9
tensor(True)
>>> error = F.mse_loss(logits.softmax(1), torch.tensor([[1.0, 0.0]]))
>>> torch.autograd.grad(error, logits)[0].abs().max() < 1e-3
tensor(True)
```

## How to find it

Look at the loss function that backward is called on.
"""

from __future__ import annotations

CONCEPT = "loss"
PLACE = 4960
SUMMARY = "the classifier learns from a squared error."
REMEDY = "Learn from `nn.functional.cross_entropy(logits, labels)`, with class indices and without a softmax."
