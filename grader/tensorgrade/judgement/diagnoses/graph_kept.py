"""A graph was recorded or kept where the contract asks for plain numbers.

It costs memory, and ties the result to everything before it.

## Why PyTorch behaves so

Autograd records every operation on tensors that require a gradient unless it is told not to; `eval()` changes
dropout and batch norm and nothing about gradients.

## Example

```python
>>> import torch
>>> w = torch.ones(2, requires_grad=True)
>>> with torch.no_grad():
...     (w * 2).requires_grad
False
```

## How to find it

Print `requires_grad` of the result; look at `torch.is_grad_enabled()` inside forward.

`grade show` prints the graph of a result, down to its leaves.

```console
$ grade show 'w = torch.ones(2, requires_grad=True); w * 2'
...
  requires_grad   True
  graph           MulBackward0  saved other: shape ()
                    AccumulateGrad  fills .grad of the leaf w, shape (2,)
```
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "graph"
PLACE = 4060
SUMMARY = "a graph was recorded, or kept, where none is due."
CAUSE = "The operations were recorded for a backward pass."
REMEDY = "Compute under `with torch.no_grad():`, and give plain numbers back with `.item()` or `.detach()`."


def recognise(symptom: Symptom) -> bool:
    if tensors := symptom.tensors_that_differ_in("graph"):
        return not tensors[0].requires_grad
    return symptom.suspect == "graph-kept" and symptom.attribute in ("values", "type")
