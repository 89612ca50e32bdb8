"""The tensor's numbers lie in another order in memory than the contract names: its strides are other ones.

## Why PyTorch behaves so

A transposed, permuted or sliced tensor keeps the memory of the one it came from and walks through it in other steps;
`contiguous`, `clone` of a dense tensor and `reshape` where no view is possible give new strides.

## Example

```python
>>> import torch
>>> x = torch.zeros(2, 3)
>>> x.t().stride(), x.t().contiguous().stride()
((1, 3), (2, 1))
```

## How to find it

Print `.stride()` after each line of the function.

`grade show` prints the strides, and in which order the elements of the storage are shown.

```console
$ grade show 'x = torch.zeros(2, 3); x.t()'
...
  strides         (1, 3)
  is_contiguous   False
...
                  in order:       0 3
                                  1 4
                                  2 5
...
```
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "memory"
PLACE = 5075
TELLS_WHAT_IS_SEEN = True
REMEDY = "Call `contiguous()` where the numbers have to lie in row-major order; leave it out where a view is asked for."


def recognise(symptom: Symptom) -> bool:
    return symptom.attribute == "layout"


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the memory layout is another one than the contract names."
    return f"the result has {symptom.mismatch.actual}; {symptom.mismatch.expected} are expected."
