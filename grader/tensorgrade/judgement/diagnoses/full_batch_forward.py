"""A forward pass saw more samples than the micro-batch size allows, so no memory is saved.

## Why PyTorch behaves so

Accumulation exists because a whole batch does not fit: activations of a part are freed by its backward before the
next part runs.

## Example

```python
>>> import torch
>>> [len(part) for part in torch.arange(5).split(2)]
[2, 2, 1]
```

## How to find it

Print `x.shape[0]` in forward.
"""

from __future__ import annotations

CONCEPT = "step order"
PLACE = 4090
SUMMARY = "more samples than allowed went through the model at once."
REMEDY = "Split inputs and targets (`split(micro_batch_size)`) and call the model on each part."
