"""The loss that is returned was computed after the update, and the one before it is asked for.

## Why PyTorch behaves so

A forward pass after `optimizer.step()` uses the new parameters, so its loss is another one.

## Example

```python
>>> w, lr = 3.0, 0.1
>>> before = w**2
>>> w = w - lr * 2 * w
>>> before, round(w**2, 2)
(9.0, 5.76)
```

## How to find it

Print the loss before and after `optimizer.step()`.
"""

from __future__ import annotations

CONCEPT = "step order"
PLACE = 4235
SUMMARY = "the loss was computed after the update."
CAUSE = "The loss is computed with parameters that the step has changed already."
REMEDY = "Keep the loss of the forward pass that backward ran on, and return that one as a number."
