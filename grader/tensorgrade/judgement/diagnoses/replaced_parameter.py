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
"""

from __future__ import annotations

CONCEPT = "modules"
PLACE = 4210
SUMMARY = "the new numbers are not in the parameter's own memory."
CAUSE = (
    "The new numbers do not get into the memory of the tensor that the caller holds: they stand in another one, "
    "or are not written."
)
REMEDY = (
    "Write into the parameter under `torch.no_grad()`, as `param.sub_(...)` does; assigning to its name, or to "
    "`.data`, makes another tensor."
)
