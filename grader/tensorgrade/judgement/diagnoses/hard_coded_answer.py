"""The result is right on the inputs that are published with the checks and wrong on others, so it does not come from
the input.

## Why PyTorch behaves so

A number copied from an example is a constant: it cannot follow the input.

## Example

```python
>>> def derivative_at(f, x):
...     return 8.0  # right for one f at one x
>>> derivative_at(lambda t: t, 1.0)
8.0
```

## How to find it

Run `grade run --seed 7`: other inputs, same rules.
"""

from __future__ import annotations

CONCEPT = "the computation"
PLACE = 4350
SUMMARY = "the answer does not follow the input: right on the published inputs at best, wrong on fresh ones."
CAUSE = "Calls with different inputs gave one and the same answer, or an answer that fits the published inputs alone."
REMEDY = "Compute the result from the arguments alone."
