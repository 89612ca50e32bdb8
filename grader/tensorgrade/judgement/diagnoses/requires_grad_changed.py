"""requires_grad of a tensor or parameter is not as it was before the call.

## Why PyTorch behaves so

`requires_grad_()` and `p.requires_grad = False` change the tensor itself, for everybody who holds it;
`torch.as_tensor` and `torch.no_grad` do not make another one.

## Example

```python
>>> import torch
>>> w = torch.ones(2)
>>> same = torch.as_tensor(w).requires_grad_()
>>> w.requires_grad
True
```

## How to find it

Print `requires_grad` of the arguments before and after the call.

## In the chapter

0.3.6.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import actual_of

PLACE = 4040
CAUSE = "requires_grad was set on the caller's tensor, not on a copy."
REMEDY = "Work on `w.detach().clone().requires_grad_()`; turn the graph off with `torch.no_grad()`, not by freezing."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "requires-grad-changed" and symptom.attribute in ("values", "graph")


def summary(symptom: Symptom) -> str:
    name = symptom.argument or "an argument"
    return f"requires_grad of {name} is not as the contract has it ({actual_of(symptom)})."
