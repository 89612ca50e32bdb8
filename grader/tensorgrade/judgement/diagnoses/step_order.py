"""`optimizer.step()` comes before `backward()`, or after the gradients were cleared.

## Why PyTorch behaves so

`step()` uses what lies in .grad at that moment. Before `backward()` that is nothing, or the gradients of an earlier
batch; after `zero_grad()` it is nothing. No error is raised: parameters without a gradient are passed over.

## Example

```python
>>> import torch
>>> w = torch.ones(1, requires_grad=True)
>>> optimizer = torch.optim.SGD([w], lr=0.1)
>>> (3 * w).sum().backward()
>>> optimizer.zero_grad()
>>> optimizer.step()
>>> w.item()
1.0
```

## How to find it

Print `.grad` of a parameter right before `step()`.
"""

from __future__ import annotations

CONCEPT = "step order"
PLACE = 4072
EXPLAINS_NUMBERS = True
SUMMARY = "the step comes at the wrong place: it finds no gradients of its batch."
CAUSE = "`step()` runs before `backward()`, or gradients are cleared between the two."
REMEDY = "Keep the order backward, step; clear gradients before backward or after the step, never in between."
