"""The result is a copy, where the contract asks for a view or for shared memory.

A write to one is not seen in the other.

## Why PyTorch behaves so

`torch.tensor`, `.clone()`, indexing with a list or tensor, a cast to another dtype, and `reshape` of a layout that
no view can give all copy.

## Example

```python
>>> import torch
>>> x = torch.zeros(2, 2)
>>> x[[0]].fill_(7)  # a copy was filled
tensor([[7., 7.]])
>>> x
tensor([[0., 0.],
        [0., 0.]])
```

## How to find it

Write into the result and print the input.

`grade show` says which tensors share a storage; a copy shares it with none.

```console
$ grade show 'x = torch.zeros(2, 2); x[[0]]'
...
  shares it with  no other tensor of the expression
...
```
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "memory"
PLACE = 4020
SUMMARY = "the result is a copy where shared memory is due."
CAUSE = "A step on the way writes the numbers into new memory, as stack, clone, torch.tensor and lists of indices do."
REMEDY = "Use a form that shares memory: a slice, `view`, `unsqueeze`, for NumPy `torch.from_numpy`."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect in ("memory-shared", "memory-copied") and symptom.actual_flag() is False
