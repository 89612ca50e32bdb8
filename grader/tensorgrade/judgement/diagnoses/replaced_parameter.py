"""The parameter that the caller holds was not updated in place: the name was bound to a new tensor, or its storage was
swapped.

## Why PyTorch behaves so

`w = w - lr * w.grad` makes a new tensor and binds the local name to it. Models and optimizers hold the old one.

## Example

```python
>>> import torch
>>> w = torch.ones(1)
>>> def step(param):
...     param = param - 0.5
>>> step(w)
>>> w
tensor([1.])
```

## How to find it

Compare `id(param)` and `param.data_ptr()` before and after.

## In the chapter

0.3.7 and the update rule.
"""

from __future__ import annotations

PLACE = 4210
SUMMARY = "the parameter was replaced by another tensor, or was not changed at all."
CAUSE = "The update is assigned to the name and not written into the tensor."
REMEDY = "Write in place under no_grad: `param.sub_(...)` or `param -= ...`."
