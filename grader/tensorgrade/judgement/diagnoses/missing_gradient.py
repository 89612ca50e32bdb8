"""No gradient arrives where one is due: somewhere between input and result the graph was cut.

## Why PyTorch behaves so

`.detach()`, `.data`, `.item()`, `.tolist()`, `.numpy()`, `torch.tensor(t)` and everything under `no_grad` keep the
numbers and drop the history.

## Example

```python
>>> import torch
>>> x = torch.tensor(2.0, requires_grad=True)
>>> torch.tensor(x.item() ** 2).requires_grad, (x**2).requires_grad
(False, True)
```

## How to find it

Print `.grad_fn` after each line; the first None is where the graph was cut.

`grade show` prints the graph; here there is none.

```console
$ grade show 'x = torch.tensor(2.0, requires_grad=True); torch.tensor(x.item() ** 2)'
...
  requires_grad   False
  graph           none: no gradient flows back from here
```
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import is_all_zero
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import cause_of_error, is_cut_graph

CONCEPT = "graph"
PLACE = 3050
SUMMARY = "the gradient does not get through."
UNREACHED = "Backward did not come to that tensor: a step on the way is not recorded, or goes through another tensor."
REMEDY = (
    "Print `.grad_fn` after each line; from the first None on, use tensor operations in place of what leaves the graph."
)


def cause(symptom: Symptom) -> str:
    if symptom.tensors_that_differ_in("graph") is not None:
        return "A step hands on numbers without their history, as item, detach, NumPy and no_grad do."
    return UNREACHED if symptom.failure is None else cause_of_error(symptom.failure.message)


def recognise(symptom: Symptom) -> bool:
    if symptom.failure is not None:
        return is_cut_graph(symptom.failure.message)
    if tensors := symptom.tensors_that_differ_in("graph"):
        return tensors[0].requires_grad
    if symptom.suspect != "missing-gradient":
        return False
    return symptom.actual_is_none() or symptom.actual_flag() is False or is_all_zero(symptom)
