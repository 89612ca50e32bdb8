"""The graphs of earlier batches stay alive, because something holds on to their losses or outputs.

## Why PyTorch behaves so

A loss with a graph holds on to every operation that led to it. Added to a sum or put into a list, it keeps the
graph of its batch alive as long as that lives: memory grows with every batch.

## Example

```python
>>> import torch
>>> w, total = torch.ones(1, requires_grad=True), 0.0
>>> for _ in range(2):
...     total += (w * 2).sum()
>>> total.grad_fn is None
False
```

## How to find it

Print `total.grad_fn` behind the loop: where it is not None, the sum holds on to all graphs.

`grade show` prints the graph that the sum keeps, one node for each batch.

```console
$ grade show 'w, total = torch.ones(1, requires_grad=True), 0.0; total = total + (w * 2).sum(); total'
...
  graph           AddBackward0
...
```
"""

from __future__ import annotations

CONCEPT = "graph"
PLACE = 4062
SUMMARY = "graphs of earlier batches are kept alive."
CAUSE = "A sum, a list or a variable holds on to losses or outputs with their graphs from batch to batch."
REMEDY = "Take the number out before it is kept: `loss.item()`, or `loss.detach()` for a tensor."
