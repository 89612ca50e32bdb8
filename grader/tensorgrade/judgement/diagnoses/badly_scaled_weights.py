"""The first weights are much larger or smaller than a layer of that size begins with.

## Why PyTorch behaves so

Each layer multiplies the spread of its input. Weights that are too large make outputs and gradients explode, weights
that are too small make them vanish.

## Example

```python
>>> import torch
>>> x, weight = torch.ones(1, 100), torch.full((100, 100), 1.0)
>>> (x @ weight @ weight).max()
tensor(10000.)
```

## How to find it

Print the standard deviation of each layer's weights beside 1 / sqrt(number of inputs).
"""

from __future__ import annotations

CONCEPT = "first weights"
PLACE = 4107
SUMMARY = "the first weights are of another size than a layer begins with."
CAUSE = "The first weights are not of the size that nn.Linear draws: signals grow or vanish from layer to layer."
REMEDY = "Leave the layers' own random weights as they are, or use one of the functions of `nn.init`."
