"""The loss function gets probabilities, where it expects raw logits.

## Why PyTorch behaves so

CrossEntropyLoss takes the logarithm of a softmax itself. Of probabilities it makes a second softmax, which is
nearly flat: with 10 classes the loss cannot fall below 1.46.

## Example

```python
>>> import torch
>>> perfect = torch.tensor([[1.0, 0.0, 0.0]])
>>> torch.nn.functional.cross_entropy(perfect, torch.tensor([0]))
tensor(0.5514)
```

## How to find it

Look at what goes into the loss: rows that sum to 1 are probabilities.
"""

from __future__ import annotations

CONCEPT = "loss"
PLACE = 4270
EXPLAINS_NUMBERS = True
SUMMARY = "the loss gets probabilities where it expects logits."
REMEDY = "Return raw logits; apply softmax only to show probabilities."
