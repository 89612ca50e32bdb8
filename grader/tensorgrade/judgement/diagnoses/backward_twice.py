"""`backward()` ran twice for one update, so the gradients are twice as large.

## Why PyTorch behaves so

`backward()` adds to .grad. A second pass through the same graph, which `retain_graph=True` allows, adds the same
numbers again. Optimizers such as Adam hide it, for they divide by the size of the gradient.

## Example

```python
>>> import torch
>>> w = torch.ones(1, requires_grad=True)
>>> loss = (3 * w).sum()
>>> loss.backward(retain_graph=True)
>>> loss.backward()
>>> w.grad
tensor([6.])
```

## How to find it

Count the calls of backward for each update; look for `retain_graph=True`.
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import more
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "step order"
PLACE = 4074
EXPLAINS_NUMBERS = True
SUMMARY = "the same gradients are added two times for one update."
CAUSE = "backward runs more than once through the graph of one batch, and each pass adds to .grad."
REMEDY = "Call backward once for each loss, and drop `retain_graph=True`."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "backward-twice" and (symptom.actual_flag() is not None or more(symptom))
