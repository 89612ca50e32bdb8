"""Units of a hidden layer give 0 for every sample, so that no gradient gets through them.

## Why PyTorch behaves so

The slope of ReLU is 0 below 0. A unit whose input is negative for all samples gives 0 for all, gets no gradient,
and stays so. First weights or biases far from 0 do that, and so do updates that are too large.

## Example

```python
>>> import torch
>>> x, bias = torch.tensor([0.5, 2.0]), torch.tensor(-9.0, requires_grad=True)
>>> torch.relu(x + bias).sum().backward()
>>> bias.grad
tensor(0.)
```

## How to find it

Print the share of zeros behind each ReLU over a whole batch: `(h == 0).all(0).float().mean()`.
"""

from __future__ import annotations

CONCEPT = "first weights"
PLACE = 4278
EXPLAINS_NUMBERS = True
SUMMARY = "nearly all units of a hidden layer give 0 for every sample."
CAUSE = "The units behind an activation give 0 for all samples, and no gradient gets through them any more."
REMEDY = "Start from the layers' own first weights and biases, and from a learning rate at which units stay alive."
