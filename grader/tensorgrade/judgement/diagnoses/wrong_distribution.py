"""Random numbers come from another distribution than the contract names.

## Why PyTorch behaves so

`randn` and `normal_` draw from a normal distribution, `rand` and `uniform_` from equal shares of an interval,
`randint` whole numbers.

## Example

```python
>>> import torch
>>> torch.rand(1000).min() >= 0, torch.randn(1000).min() >= 0
(tensor(True), tensor(False))
```

## How to find it

Draw ten thousand numbers and print their mean, standard deviation, least and greatest.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import sides_told

CONCEPT = "randomness"
PLACE = 4365
SUMMARY = "the random numbers come from another distribution."
REMEDY = (
    "Draw from the distribution that the contract names: `torch.randn` is N(0, 1), `torch.rand` is uniform on [0, 1)."
)


def cause(symptom: Symptom) -> str:
    return sides_told(symptom) if symptom.suspect == "wrong-distribution" else ""
