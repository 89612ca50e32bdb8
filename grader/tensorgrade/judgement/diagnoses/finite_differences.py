"""A derivative comes from two nearby values of the function, where autograd computes it. This is advice, for no points.

## Why PyTorch behaves so

The difference of two nearby values has few digits left, and how near they may be depends on the function. It needs one
more call for each input. Autograd follows the operations themselves: it is exact but for rounding, and one backward
gives the derivatives by all inputs.

## Example

```python
>>> import torch
>>> x, h = torch.tensor(1.0), 1e-6
>>> bool(abs(((x + h) ** 3 - x**3) / h - 3) > 1e-2)
True
>>> x = torch.tensor(1.0, requires_grad=True)
>>> torch.autograd.grad(x**3, x)
(tensor(3.),)
```

## How to find it

Search for a small number such as `1e-6` that is added to the input.
"""

from __future__ import annotations

CONCEPT = "graph"
PLACE = 4950
SUMMARY = "the function is called beside x, as for a difference of two nearby values."
REMEDY = "Let autograd compute it: `requires_grad=True` on the input, then `torch.autograd.grad` or `backward`."
