"""The decay was added to the gradient, so it is scaled like a gradient.

AdamW takes it from the weights directly.

## Why PyTorch behaves so

In Adam the gradient is divided by its own size, and a decay that is part of it is divided too. AdamW ("decoupled")
multiplies the weights by 1 - lr * weight_decay before the step.

## Example

```python
>>> import torch
>>> p = torch.nn.Parameter(torch.tensor([1.0]))
>>> p.grad = torch.zeros(1)
>>> torch.optim.AdamW([p], lr=0.1, weight_decay=0.5).step()
>>> p.data
tensor([0.9500])
```

## How to find it

Take a step with a zero gradient: AdamW multiplies the weight by 1 - lr * weight_decay.
"""

from __future__ import annotations

CONCEPT = "optimizer"
PLACE = 4200
SUMMARY = "weight decay went through the adaptive scaling."
REMEDY = "Multiply the parameter by `1 - lr * weight_decay`, apart from the gradient's step."
