"""Weights were kept to be put back later, without a copy, so what is put back is what is there. This is advice, for
no points.

## Why PyTorch behaves so

`model.state_dict()` holds the parameters themselves. An update changes them in place, and so what was kept.

## Example

```python
>>> import copy, torch
>>> model = torch.nn.Linear(1, 1)
>>> kept, copied = model.state_dict(), copy.deepcopy(model.state_dict())
>>> _ = torch.nn.init.constant_(model.weight, 7.0)
>>> kept["weight"].item() == 7.0, copied["weight"].item() == 7.0
(True, False)
```

## How to find it

Compare `kept["..."].data_ptr()` with the parameter's.
"""

from __future__ import annotations

CONCEPT = "saving"
PLACE = 4970
SUMMARY = "the weights that are put back are the model's own, as they have become, and no copy."
REMEDY = "Keep a copy: `copy.deepcopy(model.state_dict())`."
