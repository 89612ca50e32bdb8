"""A graph is kept with all that it saved for another backward that never comes.

## Why PyTorch behaves so

`backward()` frees what forward saved. `retain_graph=True` keeps it until the graph itself goes, so that the next
forward pass runs while the memory of the last one is still taken.

## Example

```python
>>> import torch
>>> w = torch.ones(1, requires_grad=True)
>>> loss = (w * w).sum()
>>> loss.backward(retain_graph=True)
>>> loss.grad_fn.next_functions[0][0]._saved_self is None
False
```

## How to find it

Search for `retain_graph=True` and `create_graph=True`.
"""

from __future__ import annotations

CONCEPT = "graph"
PLACE = 4064
SUMMARY = "a graph is kept, with what it saved, after its update."
CAUSE = "backward keeps the graph for another pass, and no other pass comes."
REMEDY = "Drop `retain_graph=True`: one backward a graph needs none."
