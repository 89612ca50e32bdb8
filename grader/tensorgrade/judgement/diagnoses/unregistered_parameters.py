"""Layers or parameters are there and forward uses them, but `parameters()` does not list them, so no optimizer trains
them, no state_dict saves them and `.to()` leaves them behind.

## Why PyTorch behaves so

nn.Module registers what is assigned to an attribute if it is a Module or a Parameter. Inside a plain list, dict or
tuple it sees neither; a plain tensor is never registered.

## Example

```python
>>> from torch import nn
>>> class Net(nn.Module):
...     def __init__(self):
...         super().__init__()
...         self.layers = [nn.Linear(2, 2)]
>>> len(list(Net().parameters()))
0
```

## How to find it

Print `sum(p.numel() for p in model.parameters())` and `model`.
"""

from __future__ import annotations

CONCEPT = "modules"
PLACE = 4100
SUMMARY = "parameters are missing from module.parameters()."
CAUSE = (
    "A model that was made here has no parameters that can be found: only what is an nn.Parameter or a module, in an "
    "attribute or in a ModuleList, is registered, and nothing in a plain list."
)
REMEDY = "Use `nn.ModuleList`, `nn.ModuleDict`, `nn.Sequential` or `nn.Parameter`, made in `__init__`."
