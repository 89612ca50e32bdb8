"""`model.forward(x)` was called in place of `model(x)`, so hooks did not run.

## Why PyTorch behaves so

`model(x)` runs hooks and then forward. Profilers, feature extractors, pruning and this grader rely on them.

## Example

```python
>>> import torch
>>> from torch import nn
>>> layer = nn.Linear(1, 1)
>>> handle = layer.register_forward_hook(lambda *seen: print("hook"))
>>> out = layer.forward(torch.ones(1, 1))
>>> out = layer(torch.ones(1, 1))
hook
```

## How to find it

Search the file for `.forward(`.
"""

from __future__ import annotations

CONCEPT = "modules"
PLACE = 4130
SUMMARY = "the module itself was not called, so its hooks did not run."
CAUSE = "Only a call of the module itself runs its hooks; a call of its forward, or of its parts, does not."
REMEDY = "Call the module itself: `model(x)`."
