"""Every epoch of one loader has the same order, so each epoch shows the same batches.

## Why PyTorch behaves so

A generator that is seeded again for each pass, or `shuffle=False`, repeats one permutation. A generator that is made
once and goes on gives a new one each epoch.

## Example

```python
>>> import torch
>>> g = torch.Generator().manual_seed(0)
>>> torch.equal(torch.randperm(100, generator=g), torch.randperm(100, generator=g))
False
```

## How to find it

Collect the labels of two epochs of one loader and compare.
"""

from __future__ import annotations

CONCEPT = "data"
PLACE = 4140
SUMMARY = "every epoch has the same order."
REMEDY = (
    "Shuffle again in each epoch: hand `shuffle` on, with one generator that is seeded once and lives as long as "
    "the loader."
)
