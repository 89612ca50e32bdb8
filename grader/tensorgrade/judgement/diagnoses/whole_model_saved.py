"""The file holds the pickled module, or something else than the state_dict.

## Why PyTorch behaves so

A pickled module names its class and file, loads only where both are unchanged, and needs unsafe loading. A
state_dict is names and tensors.

## Example

```python
>>> from torch import nn
>>> sorted(nn.Linear(2, 1).state_dict())
['bias', 'weight']
```

## How to find it

Load the file with `torch.load(path, weights_only=True)` and print the type and the keys.
"""

from __future__ import annotations

CONCEPT = "saving"
PLACE = 4300
SUMMARY = "the file holds a whole module where the state_dict is asked for."
CAUSE = (
    "Something in the file brings a whole object along: a module or an optimizer, or a method of one that is not "
    "called."
)
REMEDY = "Save `model.state_dict()` (with its parentheses)."
