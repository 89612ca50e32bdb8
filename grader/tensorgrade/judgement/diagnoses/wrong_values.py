"""Type, shape, dtype and device are right, and the numbers are not.

The lesson says why, where what was seen tells it.

## Why PyTorch behaves so

The computation is another one than the contract asks for.

## Example

```python
>>> import torch
>>> x = torch.tensor([1.0, 2.0, 6.0])
>>> x.mean(), x.median()
(tensor(3.), tensor(2.))
```

## How to find it

Follow one number back from the result, line by line, with an input of two or three numbers. A number is right when
it is within this of the expected one, e, unless the check has a room of its own: 1e-06 + 2e-05 * |e| for float32 and
for Python's float, 1e-09 + 1e-07 * |e| for float64, 0.0001 + 0.002 * |e| for float16, 0.001 + 0.016 * |e| for bfloat16,
and 1e-05 + 0.0001 * |e| for float32 on a GPU.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import name_told, repro_told, rule_told, side, sides_told

CONCEPT = "the computation"
PLACE = 5090
IS_GENERAL = True


def recognise(symptom: Symptom) -> bool:
    return True


def summary(symptom: Symptom) -> str:
    if symptom.mismatch is None:
        return "the result is another one than expected."
    if symptom.mismatch.difference is None or symptom.mismatch.difference.total == 1:
        return sides_told(symptom)
    return f"{name_told(symptom)}: {side('', symptom.mismatch.difference).removeprefix('; ')}."


def cause(symptom: Symptom) -> str:
    flag = symptom.actual_flag()
    if flag is None or symptom.attribute != "values":
        return ""
    answer = "holds, and should not" if flag else "does not hold"
    return f"By what the check saw, this {answer}: {name_told(symptom)}."


def remedy(symptom: Symptom) -> str:
    rule = f"Compare each line of the function with the rule: {rule_told(symptom)}."
    if symptom.case.visibility == "hidden":
        return rule
    return f"{rule} `{repro_told(symptom)}` prints a failing call as a script that you can run and change."
