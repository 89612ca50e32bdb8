"""requires_grad of a tensor or parameter is not as it has to be after the call: as it was, or as the task sets it.

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
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import which_told
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import rule_told, sides_told
from tensorgrade.protocol.values import MappingValue

CONCEPT = "graph"
PLACE = 4040


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "requires-grad-changed" and symptom.attribute in ("values", "graph")


def summary(symptom: Symptom) -> str:
    if symptom.suspect != "requires-grad-changed":
        return "requires_grad of a tensor is not as the contract has it."
    if symptom.expected is None or not symptom.expected.observation.argument:
        return sides_told(symptom)
    return f"the call changed {symptom.argument}: {symptom.actual_text()}."


def cause(symptom: Symptom) -> str:
    is_of_the_caller = symptom.expected is not None and bool(symptom.expected.observation.argument)
    if is_of_the_caller:
        return "The flag is switched on the caller's own tensor, and nothing puts it back."
    return flags_told(symptom)


def remedy(symptom: Symptom) -> str:
    if symptom.expected is not None and not symptom.expected.observation.argument:
        return f"Set the flag of the tensors themselves, with `requires_grad_`. The rule: {rule_told(symptom)}."
    return (
        "Leave the caller's flag alone: work on `w.detach().clone().requires_grad_()`, and turn recording off with "
        "`torch.no_grad()`."
    )


def flags_told(symptom: Symptom) -> str:
    """Tell which of several flags are wrong; empty where there are not several, told by their names."""
    seen = [side.observation.value if side else None for side in (symptom.expected, symptom.actual)]
    due, came = (dict(value.items) if isinstance(value, MappingValue) else {} for value in seen)
    if due.keys() != came.keys() or len(due) < 2:
        return ""
    wrong = [str(name).strip("'") for name in due if due[name] != came[name]]
    right = [str(name).strip("'") for name in due if due[name] == came[name]]
    return f"{which_told(wrong, right)}." if wrong else ""
