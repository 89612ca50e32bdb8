"""backward ran a second time through a graph whose saved tensors the first run had freed.

## Why PyTorch behaves so

A backward pass frees the tensors that forward saved for it, to save memory. A second pass needs them unless
`retain_graph=True` was given to the first. (A graph that saved nothing can be run twice.)

## Example

```python
>>> import torch
>>> w = torch.tensor(2.0, requires_grad=True)
>>> loss = w**2
>>> loss.backward(retain_graph=True)
>>> loss.backward()
>>> w.grad
tensor(8.)
```

## How to find it

Count the backward calls on one loss.

`grade show` prints what each node of a graph saved, and what a pass freed.

```console
$ grade show 'w = torch.tensor(2.0, requires_grad=True); loss = w**2; loss.backward(); loss'
...
  graph           PowBackward0  saved self: freed
                    AccumulateGrad  fills .grad of the leaf w, shape ()
```
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.torch_messages import is_freed_graph

CONCEPT = "graph"
PLACE = 3040
SUMMARY = "backward ran through a graph whose saved tensors were already freed."
CAUSE = "A backward pass frees what it needed, unless it is told to keep it."
REMEDY = "Give `retain_graph=True` to every pass but the last, or compute the loss again."


def recognise(symptom: Symptom) -> bool:
    return symptom.failure is not None and is_freed_graph(symptom.failure.message)
