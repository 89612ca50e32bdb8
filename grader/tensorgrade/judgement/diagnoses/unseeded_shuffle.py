"""Two loaders with the same seed give different orders, or two seeds the same one: the order does not follow from the
seed.

## Why PyTorch behaves so

Without a generator of its own, a DataLoader draws from the global one, whose state depends on all that ran before.

## Example

```python
>>> import torch
>>> one, two = torch.Generator().manual_seed(3), torch.Generator().manual_seed(3)
>>> torch.equal(torch.randperm(9, generator=one), torch.randperm(9, generator=two))
True
```

## How to find it

Make two loaders with equal seeds and compare the order of their first epochs.
"""

from __future__ import annotations

CONCEPT = "data"
PLACE = 4150
SUMMARY = "the order does not follow from the seed."
CAUSE = "The order is drawn from a generator that the seed does not set, or that earlier draws have moved on."
REMEDY = "Seed a generator with the argument: `generator=torch.Generator().manual_seed(seed)`."
