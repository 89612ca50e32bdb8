"""The model is left in another mode than it was found in, so that the caller's next step runs in the wrong one.

## Why PyTorch behaves so

`eval()` and `train()` last until the next call; an exception in between skips the line that would switch back.

## Example

```python
>>> from torch import nn
>>> model = nn.Dropout()
>>> was = model.training
>>> try:
...     _ = model.eval()
... finally:
...     _ = model.train(was)
>>> model.training
True
```

## How to find it

Print `model.training` before and after the call, from both modes, and once where the call raises.
"""

from __future__ import annotations

CONCEPT = "train and eval"
PLACE = 4240
SUMMARY = "the model is left in another mode than it was found in."
CAUSE = (
    "The mode is switched in the function, and the one that the model came in is not put back, or not in every case."
)
REMEDY = (
    "Where the docstring names a mode, set it, and put the old one back with `model.train(was)`, in a `finally`. "
    "Where it names none, call neither `eval()` nor `train()`."
)
