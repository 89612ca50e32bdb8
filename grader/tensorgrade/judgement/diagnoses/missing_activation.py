"""There is no activation between two layers; without any, the whole network is one linear map, however deep.

## Why PyTorch behaves so

A linear map of a linear map is a linear map. Only what stands between them makes a deeper network more than one
layer.

## Example

```python
>>> import torch
>>> from torch import nn
>>> two = nn.Sequential(nn.Linear(2, 3, bias=False), nn.Linear(3, 1, bias=False))
>>> x, y = torch.randn(1, 2), torch.randn(1, 2)
>>> torch.allclose(two(x + y), two(x) + two(y), atol=1e-6)
True
```

## How to find it

Test f(x + y) - f(x) - f(y) + f(0): it is 0 for a linear network.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "modules"
PLACE = 4120
EXPLAINS_NUMBERS = True
SUMMARY = "an activation between two layers is missing."
REMEDY = "Apply the activation between the layers in forward, behind each but the last."


def cause(symptom: Symptom) -> str:
    if symptom.suspect != "missing-activation" or symptom.actual_flag() is False:
        return ""
    return "f(x + y) = f(x) + f(y) - f(0) held for this network, as it does for a linear one only."
