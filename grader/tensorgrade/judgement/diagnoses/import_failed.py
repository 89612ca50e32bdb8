"""A line at the left margin raised an exception or did not end when the file was imported; what it sets is not there.

## Why PyTorch behaves so

Importing a module runs every line at its left margin. A call left there from trying things out, a training, or an
import of a package that is not installed, stops the import. Functions that do not need that line count all the same.

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
from tensorgrade.judgement.torch_messages import is_absent_device
from tensorgrade.judgement.wording import exception_told, line_told
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.records import Reason

CONCEPT = "Python"
PLACE = 1060
GUARD = 'move it under `if __name__ == "__main__":`'
CAUSE_OF_REASON = {
    Reason.RAISED: "A line at the left margin of the file raises an exception when the file is imported.",
    Reason.TOO_LONG: "A training, or a loop that does not end, stands at the left margin, where every import runs it.",
    Reason.NOT_RUN: "Something at the left margin exits, crashes, or runs on in a way that nothing can end.",
}
# By the name of an exception: the likely cause, and the remedy.
WORDS = {
    "FileNotFoundError": (
        "The file that is read there was not handed in beside the exercise, or it is named by a place elsewhere.",
        "Hand in small data files beside the exercise, and name them by their place beside it.",
    ),
    "EOFError": (
        "input() waits for somebody who types, and nobody does while the file is graded.",
        f"Remove that line, or {GUARD}.",
    ),
    "SystemExit": (
        "exit() or sys.exit() stands at the left margin, where every import runs it.",
        f"Remove that line, or {GUARD}.",
    ),
}


def recognise(symptom: Symptom) -> bool:
    if symptom.ending.kind != EndingKind.IMPORT_FAILED:
        return False
    return symptom.failure is None or not is_absent_device(symptom.failure.message)


def summary(symptom: Symptom) -> str:
    ending = symptom.ending
    if ending.line is None:
        why = exception_told(ending.failure) if ending.failure else ending.note or "it is not there"
        return f"the file cannot be imported ({why})."
    first = f"{ending.note}, for " if ending.note else ""
    more = f" ({exception_told(ending.failure)})" if ending.failure else ""
    return f"{first}{line_told(ending.line)}{more}."


def cause(symptom: Symptom) -> str:
    if is_unread(symptom):
        return "The file itself cannot be read, so that nothing in it was run."
    line = symptom.ending.line
    return words(symptom)[0] or CAUSE_OF_REASON[line.reason if line else Reason.RAISED]


def remedy(symptom: Symptom) -> str:
    if is_unread(symptom):
        return "Open the file where you wrote it, save it again, and hand in what opens."
    return words(symptom)[1] or f"Remove that line, or {GUARD}."


def is_unread(symptom: Symptom) -> bool:
    """Say whether the file could not be read in the first place."""
    ending = symptom.ending
    return ending.line is None and ending.failure is None and bool(ending.note)


def words(symptom: Symptom) -> tuple[str, str]:
    """Return what is said of the exception, where there is something."""
    bases = symptom.failure.bases if symptom.failure else ()
    return next((WORDS[base] for base in bases if base in WORDS), ("", ""))
