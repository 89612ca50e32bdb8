"""Weight decay acts on other parameters than the contract names.

## Why PyTorch behaves so

An optimizer decays every parameter of a group by that group's `weight_decay`. Parameters that are to be decayed
differently stand in groups of their own.

## Example

```python
>>> import torch
>>> weight, bias = torch.nn.Linear(2, 1).parameters()
>>> groups = [{"params": [weight], "weight_decay": 0.1}, {"params": [bias], "weight_decay": 0.0}]
>>> [group["weight_decay"] for group in torch.optim.AdamW(groups).param_groups]
[0.1, 0.0]
```

## How to find it

Print the shapes and the `weight_decay` of each of `optimizer.param_groups`.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "optimizer"
PLACE = 4205
SUMMARY = "weight decay acts on other parameters than the contract names."
CAUSE = "The parameters are not parted as the contract names it, or a group has another decay than it."
REMEDY = "Make two groups, one with decay and one with `weight_decay=0`, and sort each parameter by `param.ndim`."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "wrong-decay-groups" and symptom.attribute == "values"
