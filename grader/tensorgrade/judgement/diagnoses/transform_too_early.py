"""The transform runs when the data set is made, or once for all, and not at each access of a sample.

## Why PyTorch behaves so

A transform may be random (augmentation) and may be slow; a data set applies it in `__getitem__`, to the one sample
that is asked for.

## Example

```python
>>> class Squares:
...     def __getitem__(self, i):
...         return i * i  # computed on access
>>> Squares()[3]
9
```

## How to find it

Count the calls of the transform after making the data set (0), and after one access (1).
"""

from __future__ import annotations

CONCEPT = "data"
PLACE = 4170
SUMMARY = "the transform does not run once each time that a sample is read, and only then."
CAUSE = "The transform ran before a sample was asked for, or not at each access."
REMEDY = "Keep the transform in `__init__` and call it in `__getitem__`."
