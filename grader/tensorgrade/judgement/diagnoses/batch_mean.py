"""The mean was taken over batches, so that a short last batch weighs as much as a full one, or the sum was divided by
the wrong number.

## Why PyTorch behaves so

A mean-reduced loss is the mean of its batch. The mean over samples weighs each batch's loss by its size.

## Example

```python
>>> losses, sizes = [1.0, 4.0], [3, 1]
>>> sum(losses) / 2, sum(l * n for l, n in zip(losses, sizes)) / 4
(2.5, 1.75)
```

## How to find it

Use a number of samples that the batch size does not divide, and compute the mean over all samples at once.
"""

from __future__ import annotations

CONCEPT = "loss"
PLACE = 4260
SUMMARY = "a mean is not the one over all samples: batches are weighed, or counted, wrongly."
CAUSE = (
    "A batch's mean counts as much as any other's, whatever its size, or what is divided by is not the number of "
    "samples."
)
REMEDY = "Weigh each batch's mean loss by the number of its samples, and divide by the number of all samples."
