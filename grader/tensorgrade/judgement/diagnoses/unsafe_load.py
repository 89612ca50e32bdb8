"""Loading the file ran code that was stored in it.

## Why PyTorch behaves so

A pickle can name any function to call while it is read. `torch.load(weights_only=True)`, the default since torch
2.6, reads tensors and plain data only and refuses the rest.

## Example

```python
>>> import io, torch
>>> file = io.BytesIO()
>>> torch.save({"weights": torch.ones(1)}, file)
>>> _ = file.seek(0)
>>> torch.load(file, weights_only=True)
{'weights': tensor([1.])}
```

## How to find it

Search the file for `weights_only=False` and `pickle.load`.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "saving"
PLACE = 4290
SUMMARY = "loading ran code that was stored in the file."
CAUSE = "An object in the file was built while loading, which runs code that the file names."
REMEDY = "Load with `weights_only=True`; optimizer state, numbers and strings load too."


def recognise(symptom: Symptom) -> bool:
    return symptom.suspect == "unsafe-load" and symptom.attribute == "values"
