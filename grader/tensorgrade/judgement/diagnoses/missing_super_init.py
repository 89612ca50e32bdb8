"""A layer or parameter is assigned before `nn.Module.__init__` has run.

## Why PyTorch behaves so

nn.Module keeps its layers in dictionaries that its own `__init__` makes. Without `super().__init__()` there is
nothing to register a layer in.

## Example

```python
>>> from torch import nn
>>> class Net(nn.Module):
...     def __init__(self):
...         self.fc = nn.Linear(2, 2)
>>> Net()
Traceback (most recent call last):
...
AttributeError: cannot assign module before Module.__init__() call
```

## How to find it

Look at the first line of `__init__`.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import is_missing_super_init

CONCEPT = "modules"
PLACE = 3010
SUMMARY = "a layer is assigned before nn.Module.__init__ has run."
CAUSE = "`super().__init__()` has not run when the first layer is assigned."
REMEDY = "Make `super().__init__()` the first line of `__init__`."


def recognise(symptom: Symptom) -> bool:
    return symptom.failure is not None and is_missing_super_init(symptom.failure.message)
