"""A global switch of torch (gradient mode, default dtype, seed, threads) is not as it was before the call.

All later code runs under it.

## Why PyTorch behaves so

`torch.set_grad_enabled`, `torch.set_default_dtype`, `torch.manual_seed` and their kin act on the whole process
until they are called again; only the `with` forms undo themselves.

## Example

```python
>>> import torch
>>> with torch.no_grad():
...     torch.is_grad_enabled()
False
>>> torch.is_grad_enabled()
True
```

## How to find it

Search the file for `torch.set_` and `manual_seed`.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom

CONCEPT = "Python"
PLACE = 2010
CAUSE = (
    "A setting of the whole program is switched here, or its random numbers are seeded, and it is not put back, or not "
    "in every case."
)
UNDONE = {
    "gradient mode": "Use `with torch.no_grad():`, which undoes itself.",
    "default dtype": "Give `dtype=` where a tensor is made, and leave the default alone.",
    "default device": "Give `device=` where a tensor is made, and leave the default alone.",
    "seed": (
        "Leave torch's generator unseeded; where the contract has a seed, give it to a `torch.Generator`, or work "
        "under `with torch.random.fork_rng():`."
    ),
}


def recognise(symptom: Symptom) -> bool:
    return bool(symptom.state_changes) or (
        symptom.suspect == "global-state-changed" and symptom.attribute in ("values", "type")
    )


def cause(symptom: Symptom) -> str:
    if symptom.state_changes == ("seed",):
        return "The generator that all random numbers come from is seeded here."
    return "It is a setting of the whole program: it is switched here, and not put back, or not in every case."


def remedy(symptom: Symptom) -> str:
    changed = symptom.state_changes[0].partition(":")[0] if symptom.state_changes else ""
    return UNDONE.get(changed, "Leave out the call that switches it, or put the old value back in a `finally`.")


def summary(symptom: Symptom) -> str:
    if not symptom.state_changes:
        return "global state is not as it was before the call."
    told = ["the seed of torch's global generator" if change == "seed" else change for change in symptom.state_changes]
    return f"global state stays changed after the call ({'; '.join(told)})."
