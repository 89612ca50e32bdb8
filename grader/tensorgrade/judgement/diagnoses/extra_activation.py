"""An activation stands where the contract has none, most often after the last layer.

## Why PyTorch behaves so

The last layer gives logits, which may have any sign. A ReLU after it cuts off the negative ones; a softmax after it
turns them into probabilities, which CrossEntropyLoss does not expect.

## Example

```python
>>> import torch
>>> torch.tensor([-1.0, 2.0]).relu()
tensor([0., 2.])
```

## How to find it

Look at the outputs for a few inputs: no negative number, or rows that sum to 1, tell which activation it was.
"""

from __future__ import annotations

CONCEPT = "modules"
PLACE = 4110
EXPLAINS_NUMBERS = True
SUMMARY = "an activation stands where none is due."
REMEDY = "Return the last layer's output as it is."
