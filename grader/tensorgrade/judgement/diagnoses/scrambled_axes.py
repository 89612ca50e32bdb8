"""The shape is right and so are the numbers, but they stand in other places: the memory was read in another shape
(`view`, `reshape`) where dimensions had to change places (`permute`, `transpose`), or the other way round.

## Why PyTorch behaves so

`view` and `reshape` keep the order of numbers in memory and cut it into new rows; `permute` and `transpose` keep
each number with its coordinates and change the order of the axes.

## Example

```python
>>> import torch
>>> x = torch.arange(6).reshape(2, 3)
>>> x.reshape(3, 2)[0], x.T[0]
(tensor([0, 1]), tensor([0, 3]))
```

## How to find it

Use an input like `torch.arange(24).reshape(2, 3, 4)` and follow one number.

`grade show` prints the order in which a tensor shows its storage. With `x.view(3, 2)` it would be 0 1, 2 3, 4 5.

```console
$ grade show 'x = torch.arange(6).view(2, 3); x.t()'
...
                  in order:       0 3
                                  1 4
                                  2 5
...
```
"""

from __future__ import annotations

from tensorgrade.judgement.patterns import is_rearranged
from tensorgrade.judgement.symptom import Symptom

CONCEPT = "shape"
PLACE = 4370
SUMMARY = "the shape is right, and the same numbers stand in another order."
CAUSE = (
    "A reshape or view, which moves no axis, stands where one has to move; or an axis goes to another place than due."
)
REMEDY = "Swap axes with `permute` or `transpose`; merge or split adjacent axes with `reshape`."


def recognise(symptom: Symptom) -> bool:
    arrays = symptom.arrays()
    if symptom.attribute != "values" or arrays is None or arrays[0].ndim < 3:
        return False
    return is_rearranged(*arrays)
