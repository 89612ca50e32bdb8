"""A layer has no bias where the contract has one.

## Why PyTorch behaves so

`nn.Linear` and `nn.Conv2d` have a bias unless `bias=False` is given. Without it a layer maps zeros to zeros.

## Example

```python
>>> from torch import nn
>>> [name for name, _ in nn.Linear(2, 1, bias=False).named_parameters()]
['weight']
```

## How to find it

Print `[name for name, _ in model.named_parameters()]`.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.values import ModuleValue

CONCEPT = "modules"
PLACE = 4125
SUMMARY = "a layer has no bias."
REMEDY = "Make the layer with its bias: leave out `bias=False`."


def recognise(symptom: Symptom) -> bool:
    parts = symptom.parts()
    if symptom.attribute != "structure" or parts is None:
        return symptom.suspect == "missing-bias" and symptom.attribute == "values"
    expected, actual = parts
    if not isinstance(expected, ModuleValue) or not isinstance(actual, ModuleValue):
        return False
    missing = [name for name, *_ in expected.parameters if (name not in {other for other, *_ in actual.parameters})]
    rest = tuple(parameter for parameter in expected.parameters if parameter[0] not in missing)
    are_biases = bool(missing) and all(name.rpartition(".")[2] == "bias" for name in missing)
    return expected.children == actual.children and are_biases and rest == actual.parameters
