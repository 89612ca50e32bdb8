"""The optimizer starts afresh after loading, so training does not go on as if it had never stopped.

## Why PyTorch behaves so

Momentum and Adam keep running averages for each parameter, and the learning rate, in their own state_dict. Plain
SGD keeps none, which hides the fault.

## Example

```python
>>> import torch
>>> p = torch.nn.Parameter(torch.ones(1))
>>> opt = torch.optim.Adam([p]); p.grad = torch.ones(1); opt.step()
>>> sorted(opt.state_dict()["state"][0])
['exp_avg', 'exp_avg_sq', 'step']
```

## How to find it

Train with Adam, save, load into a new model and optimizer, and compare the next step of both.
"""

from __future__ import annotations

CONCEPT = "optimizer"
PLACE = 4310
SUMMARY = "the optimizer's state was not saved or not restored."
CAUSE = (
    "The optimizer's own state, such as momentum, averages and learning rate, is not in the file or not read from it, "
    "or is read only in part, or by another optimizer."
)
REMEDY = "Save and load `optimizer.state_dict()` beside the model's, under the key that the contract names."
