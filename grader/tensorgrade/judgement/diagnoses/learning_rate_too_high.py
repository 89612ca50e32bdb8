"""The loss grew many times over, or became no number: the updates are too large.

## Why PyTorch behaves so

A step of gradient descent follows the slope at one point. Where it leads too far, the loss is larger there than
before, the next gradient is larger as well, and the numbers run away.

## Example

```python
>>> w, lr = 1.0, 1.5
>>> for _ in range(4):
...     w -= lr * 2 * w  # the slope of w * w
>>> w
16.0
```

## How to find it

Print the loss of each update. It falls when lr is divided by 10 or 100.
"""

from __future__ import annotations

CONCEPT = "optimizer"
PLACE = 4276
EXPLAINS_NUMBERS = True
SUMMARY = "the training diverges: the loss grows many times over."
CAUSE = "The loss grows many times over in place of falling: the updates are too large for it, or go the wrong way."
REMEDY = (
    "Divide the learning rate by 10 until the loss falls from the first updates on. Where none is small enough, look "
    "at the sign of the loss, and at the size of the inputs."
)
