"""A label stands beside another image than its own when the loss is taken.

## Why PyTorch behaves so

The loss pairs rows by their place alone. Images and labels that were shuffled apart, shifted against each other or
taken from two orders have the right shapes, and nothing raises; the model learns noise.

## Example

```python
>>> import torch
>>> images, labels = torch.tensor([10, 11, 12]), torch.tensor([0, 1, 2])
>>> order = torch.tensor([2, 0, 1])
>>> images[order] - labels[order], images[order] - labels
(tensor([10, 10, 10]), tensor([12,  9,  9]))
```

## How to find it

Print a few images of a batch beside their labels, and compare with the same samples of the data set.
"""

from __future__ import annotations

CONCEPT = "data"
PLACE = 4162
EXPLAINS_NUMBERS = True
SUMMARY = "labels stand beside other images than theirs."
CAUSE = "Images and labels were put into different orders, or one of them was shifted, before the loss was taken."
REMEDY = "Take image and label of a sample together through every shuffle and slice: one index for both."
