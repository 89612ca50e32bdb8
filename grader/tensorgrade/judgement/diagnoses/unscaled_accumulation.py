"""The gradients of micro-batches were added up without weighing each by its share of the batch, so the sum is too
large, or uneven parts weigh wrongly.

## Why PyTorch behaves so

A mean-reduced loss divides by the samples it sees. Over parts of sizes n_i the mean of the whole is the sum of
loss_i * n_i / N, and gradients follow.

## Example

```python
>>> import torch
>>> x = torch.tensor([1.0, 2.0, 6.0])
>>> x[:2].mean() + x[2:].mean(), x[:2].mean() * 2 / 3 + x[2:].mean() / 3
(tensor(7.5000), tensor(3.))
```

## How to find it

Compare the accumulated gradient with that of the whole batch; a constant ratio tells the missing factor.
"""

from __future__ import annotations

CONCEPT = "step order"
PLACE = 4080
EXPLAINS_NUMBERS = True
SUMMARY = "micro-batch losses were added up without weighing them by their share of the batch."
CAUSE = (
    "Each micro-batch counts alike: the step goes by the plain sum, or mean, of what they give, whatever their sizes."
)
REMEDY = "Multiply each part's loss by `len(part) / len(batch)` before backward."
