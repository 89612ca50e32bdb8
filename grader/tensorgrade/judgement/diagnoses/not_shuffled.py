"""The samples come in the order of the file in every epoch: nothing is shuffled.

## Why PyTorch behaves so

A DataLoader shuffles only with `shuffle=True` or a sampler that does. Without it every batch of every epoch holds
the same samples, and where a file is sorted by class, a batch shows one class alone.

## Example

```python
>>> from torch.utils.data import DataLoader
>>> [batch.tolist() for batch in DataLoader(range(5), batch_size=2)]
[[0, 1], [2, 3], [4]]
```

## How to find it

Print the labels of the first batch beside the first labels of the file.
"""

from __future__ import annotations

CONCEPT = "data"
PLACE = 4142
EXPLAINS_NUMBERS = True
SUMMARY = "the samples come in the order of the file: they are not shuffled."
CAUSE = "The training samples are taken in the order in which the data set has them."
REMEDY = "Shuffle the training samples again for each epoch, with a generator that follows from the seed."
