r"""Python cannot read the file, so none of its functions can run.

## Why PyTorch behaves so

Python reads a whole file before it runs any of it; one unclosed bracket hides every function of the file.

## Example

```python
>>> compile("def row(x, i):\n    return x[i", "ex.py", "exec")
Traceback (most recent call last):
...
SyntaxError: '[' was never closed
```

## How to find it

Run `python -m py_compile FILE`: it names the line. The slip is often on the line above: an unclosed bracket or
quote. Text must be saved as UTF-8; marks of a merge conflict, lines of a notebook (`!pip`) and blanks copied from a web
page are no Python.
"""

from __future__ import annotations

import difflib
import keyword
import re

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.endings import EndingKind

CONCEPT = "Python"
PLACE = 1040
FIRST_WORD = re.compile(r"([A-Za-z]{1,20})(?: {1,9}[\w\"'(\[{-]|\s{0,9}:$)")
OF_BLOCKS = (
    "async", "class", "def", "elif", "else", "except", "finally", "for", "if", "try", "while", "with",
)  # fmt: skip
OF_LINES = tuple(sorted(set(keyword.kwlist) - set(OF_BLOCKS)))
ALIKE = 0.65  # as `fro` and `for`
REMEDY = "Look at the line that is named and the one above it for a bracket, quote, colon or indentation."


def recognise(symptom: Symptom) -> bool:
    return symptom.ending.kind == EndingKind.SYNTAX_ERROR


def summary(symptom: Symptom) -> str:
    ending = symptom.ending
    if ending.fault is not None:
        return f"{ending.fault.words.summary}{f' ({ending.note})' if ending.note else ''}."
    why = ending.failure.message.partition("\n")[0] if ending.failure else "syntax error"
    return f"the file cannot be read by Python ({why})."


def cause(symptom: Symptom) -> str:
    return symptom.ending.fault.words.cause if symptom.ending.fault else ""


def remedy(symptom: Symptom) -> str:
    if symptom.ending.fault:
        return symptom.ending.fault.words.remedy
    places = symptom.failure.places if symptom.failure else ()
    word = keyword_meant(places[-1].code) if places else ""
    return (
        f"Did you mean `{word}` at the beginning of that line? If not: {REMEDY[0].lower()}{REMEDY[1:]}"
        if word
        else REMEDY
    )


def keyword_meant(line: str) -> str:
    """Return the word of Python that is most alike to the first one of a line; empty where that is one, or none is."""
    first = FIRST_WORD.match(line)
    if first is None or first[1] in keyword.kwlist:
        return ""
    words = OF_BLOCKS if line.rstrip().endswith(":") else OF_LINES
    return next(iter(difflib.get_close_matches(first[1], words, n=1, cutoff=ALIKE)), "")
