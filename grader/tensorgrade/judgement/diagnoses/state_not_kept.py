"""What a step has to remember is not there at the next one.

## Why PyTorch behaves so

Momentum and Adam carry running averages and a count from step to step. A local variable is gone when the function
returns; what is to stay has to be written into the dict that the caller keeps.

## Example

```python
>>> def step(state):
...     state["steps"] = state.get("steps", 0) + 1
>>> state = {}
>>> step(state), step(state), state["steps"]
(None, None, 2)
```

## How to find it

Print the state before and after two calls.
"""

from __future__ import annotations

CONCEPT = "optimizer"
PLACE = 4195
EXPLAINS_NUMBERS = True
SUMMARY = "the state is not kept from step to step."
CAUSE = "What a step works out is not written into `state`, or not read from there, so each step begins anew."
REMEDY = "Write the averages and the count into `state`, and read them from there at the next call."
