"""Rows of a layer's first weights are equal, so its units compute, and learn, the same.

## Why PyTorch behaves so

Units with equal weights get equal gradients, and stay equal for ever. Random first weights tell them apart.

## Example

```python
>>> import torch
>>> weight = torch.zeros(3, 2)
>>> torch.unique(weight, dim=0).shape[0]  # of three units, one kind
1
```

## How to find it

Print the first weights of each layer.
"""

from __future__ import annotations

CONCEPT = "first weights"
PLACE = 4105
SUMMARY = "units of a layer begin with equal weights."
CAUSE = "Units that begin with the same weights get the same gradients, or nearly, and learn the same."
REMEDY = "Leave the layers' own random weights as they are, or use one of the functions of `nn.init`."
