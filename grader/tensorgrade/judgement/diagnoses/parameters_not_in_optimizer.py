"""The optimizer that steps does not hold all parameters that get gradients.

## Why PyTorch behaves so

An optimizer changes the tensors that it was given when it was made, and no others. `backward()` fills .grad of
every parameter of the model, whether an optimizer holds it or not; those that none holds keep their first values.

## Example

```python
>>> import torch
>>> model = torch.nn.Linear(2, 1)
>>> optimizer = torch.optim.SGD([model.weight], lr=0.1)
>>> held = {id(p) for group in optimizer.param_groups for p in group["params"]}
>>> [name for name, p in model.named_parameters() if id(p) not in held]
['bias']
```

## How to find it

List the parameters of the model that are in no group of the optimizer, as above.
"""

from __future__ import annotations

CONCEPT = "optimizer"
PLACE = 4214
EXPLAINS_NUMBERS = True
SUMMARY = "the optimizer does not hold all parameters of the model."
CAUSE = "Some parameters get gradients and no optimizer that steps holds them, so they keep their first values."
REMEDY = (
    "Make the optimizer of the model that is trained, once it is complete, and compare what it is given with "
    "`model.named_parameters()`: each trainable parameter has to be there."
)
