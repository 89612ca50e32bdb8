"""The running averages of Adam are used as they are, without the correction for their start at zero, or with a wrong
one.

## Why PyTorch behaves so

Both averages start at 0 and are too small at first. Dividing by 1 - beta**t, with t counted from 1, makes up for
it; a fixed 1 - beta is right at the first step only.

## Example

```python
>>> beta1, beta2 = 0.9, 0.999
>>> round((1 - beta1) / (1 - beta2) ** 0.5, 2)  # first step without correction, in units of lr
3.16
```

## How to find it

Compare the first two steps with torch.optim.Adam's: the first tells whether there is a correction, the second
whether it has t.
"""

from __future__ import annotations

CONCEPT = "optimizer"
PLACE = 4190
SUMMARY = "the moments are not corrected for their start at zero."
REMEDY = "Count steps in the state and divide both averages by 1 - beta**t."
