"""The update goes along the gradient and not against it, so the loss rises.

## Why PyTorch behaves so

The gradient points to where the loss grows. Descent subtracts it.

## Example

```python
>>> w, lr = 3.0, 0.1  # the loss is w**2, its gradient 2 * w
>>> round(w - lr * 2 * w, 2), round(w + lr * 2 * w, 2)
(2.4, 3.6)
```

## How to find it

Take one step on w**2 and print the loss before and after.
"""

from __future__ import annotations

CONCEPT = "step order"
PLACE = 4225
EXPLAINS_NUMBERS = True
SUMMARY = "the update goes uphill, along the gradient."
REMEDY = "Subtract the step: `param.sub_(lr * param.grad)`."
