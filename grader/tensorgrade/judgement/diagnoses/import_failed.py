"""The file was read, but running its top level raised an exception or did not end, so none of its functions can run.

## Why PyTorch behaves so

Importing a module runs every line at its left margin. A call left there from trying things out, or an import of a
package that is not installed, stops the import.

## Example

```python
>>> exec("import a_package_that_is_not_there")
Traceback (most recent call last):
...
ModuleNotFoundError: No module named 'a_package_that_is_not_there'
```

## How to find it

Run `python FILE`. Code that tries things out belongs under `if __name__ == "__main__":`, where an import does not
reach it.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import exception_told
from tensorgrade.protocol.endings import EndingKind

PLACE = 1060
REMEDY = 'Mend that line; code that tries things out belongs under `if __name__ == "__main__":`.'


def recognise(symptom: Symptom) -> bool:
    return symptom.ending.kind == EndingKind.IMPORT_FAILED


def summary(symptom: Symptom) -> str:
    told = symptom.ending.failure
    return (
        f"the file cannot be imported ({exception_told(told) if told else symptom.ending.note or 'it is not there'})."
    )
