"""The code tried to reach the network.

Grading has none, and the data is already there.

## Why PyTorch behaves so

`download=True` makes a torchvision data set look for its files and fetch those that are missing; with
`download=False` it only reads.

## Example

```python
>>> from torchvision.datasets import FashionMNIST
>>> FashionMNIST("a-folder-without-data", download=False)
Traceback (most recent call last):
...
RuntimeError: Dataset not found. You can use download=True to download it
```

## How to find it

Search for `download=True`, `urlopen`, `requests` and `hub.load`.
"""

from __future__ import annotations

from tensorgrade.isolation.network import NetworkAccessError
from tensorgrade.judgement.symptom import Symptom

REFUSED = f"{NetworkAccessError.__module__}.{NetworkAccessError.__qualname__}"
CONCEPT = "Python"
PLACE = 1050
SUMMARY = "a download was tried."
REMEDY = "Read the files that are there; leave `download` at False."


def recognise(symptom: Symptom) -> bool:
    failure = symptom.ending.failure
    refused = failure is not None and REFUSED in failure.bases
    suspected = symptom.suspect == "network-access" and symptom.attribute == "values"
    return suspected or (refused and symptom.mismatch is None)
