"""Every epoch of one loader has the same order, so each epoch shows the same batches.

## Why PyTorch behaves so

A generator that is seeded anew for each pass, or `shuffle=False`, repeats one permutation. A generator that is made
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

## In the chapter

0.3.9.
"""

from __future__ import annotations

PLACE = 4140
SUMMARY = "every epoch has the same order."
CAUSE = "Shuffling is off, or its seed is set again for each epoch."
REMEDY = "Pass `shuffle` on, with one generator that lives as long as the loader."
