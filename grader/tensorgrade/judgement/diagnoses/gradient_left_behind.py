"""A call that may not touch gradients left something in .grad, or took away what was there.

## Why PyTorch behaves so

`backward()` adds to the .grad of every leaf that requires a gradient, the caller's parameters included; `zero_grad`
clears what others put there.

## Example

```python
>>> import torch
>>> w = torch.ones(2, requires_grad=True)
>>> (w * 3).sum().backward()
>>> w.grad
tensor([3., 3.])
```

## How to find it

Print `.grad` of each argument or parameter before and after the call.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import sides_told

CONCEPT = "graph"
PLACE = 4050
CAUSE = "Something here clears a gradient that the caller has, or writes into it."
REMEDY = (
    "Take gradients with `torch.autograd.grad`, which leaves every .grad alone, and do not clear what the caller "
    "put there."
)
HOW = {  # by the end of what was seen
    "to None": "The gradient that the caller has there is cleared.",
    "from None to a tensor": "A backward pass runs into the caller's own tensor, and its gradient stays there.",
    "numbers in .grad changed": "The gradient of the caller is written to, in place or by a backward pass, which adds.",
    "False": "Something here clears that gradient, or writes into it. It is only to be read.",
}


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "gradient-left-behind" and symptom.attribute in ("values", "type")


def cause(symptom: Symptom) -> str:
    seen = symptom.actual_text()
    return next((how for end, how in HOW.items() if seen.endswith(end)), "")


def summary(symptom: Symptom) -> str:
    if symptom.suspect != "gradient-left-behind":
        return "a gradient is not as the call found it."
    if symptom.expected is None or not symptom.expected.observation.argument:
        return sides_told(symptom)
    return f"the call changed {symptom.argument}: {symptom.actual_text()}."
