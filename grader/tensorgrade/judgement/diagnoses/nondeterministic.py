"""The same call on the same input with the same seed gives different results.

## Why PyTorch behaves so

Memory from `torch.empty` is whatever was there before; generators that are not seeded, the clock and the order of a
set differ from run to run. A variable of the file, or a default argument that is a list or a dict, lives from call to
call: what one call leaves there, the next one finds, and calls in another order give something else.

## Example

```python
>>> import torch
>>> g = torch.Generator().manual_seed(0)
>>> torch.equal(torch.rand(3, generator=g), torch.rand(3, generator=g))
False
```

## How to find it

Call the function twice on one input and compare.
"""

from __future__ import annotations

CONCEPT = "randomness"
PLACE = 4340
EXPLAINS_NUMBERS = True
SUMMARY = "two equal runs give different results."
CAUSE = "The same call ran two times on the same input, in another row of calls, and gave something else."
REMEDY = (
    "Look for what one call leaves for the next outside of its arguments (a variable of the file, a default argument), "
    "for random numbers (dropout, noise, a random transform), and for memory from `empty` that is never filled."
)
