"""Another activation stands where the contract names one.

## Why PyTorch behaves so

ReLU cuts off what is negative; sigmoid and tanh squeeze into an interval; GELU and its kin bend smoothly. Each gives
other outputs, and other gradients.

## Example

```python
>>> import torch
>>> x = torch.tensor([-1.0, 2.0])
>>> x.relu(), x.tanh()
(tensor([0., 2.]), tensor([-0.7616,  0.9640]))
```

## How to find it

Print the model, and compare its activations with those that the docstring names.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.values import ModuleValue

CONCEPT = "modules"
PLACE = 4115
EXPLAINS_NUMBERS = True
ACTIVATIONS = "torch.nn.modules.activation."
SUMMARY = "another activation stands where the contract names one."
REMEDY = "Use the activation that the docstring names."


def cause(symptom: Symptom) -> str:
    if symptom.suspect != "wrong-activation":
        return ""
    return (
        "Behind a ReLU no number is below 0, and those that were are exactly 0. What a layer is given here is not so."
    )


def recognise(symptom: Symptom) -> bool:
    parts = symptom.parts()
    if symptom.attribute != "structure" or parts is None:
        return symptom.suspect == "wrong-activation" and symptom.attribute == "values"
    expected, actual = parts
    if not isinstance(expected, ModuleValue) or not isinstance(actual, ModuleValue):
        return False
    if [name for name, _ in expected.children] != [name for name, _ in actual.children]:
        return False
    types = [{one, other} for (_, one), (_, other) in zip(expected.children, actual.children, strict=True)]
    apart = [pair for pair in types if len(pair) > 1]
    return bool(apart) and all(each.startswith(ACTIVATIONS) for pair in apart for each in pair)
