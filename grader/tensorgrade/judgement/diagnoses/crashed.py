"""The process that ran the code ended in the middle of the check: it exited, was killed, or crashed in native code.

## Why PyTorch behaves so

A Python exception never ends the process here. `exit()`-like calls at the system level, a crash in native code, or
too deep a recursion in C do.

## Example

```python
>>> import os, sys, subprocess
>>> subprocess.run([sys.executable, "-c", "import os; os._exit(3)"]).returncode
3
```

## How to find it

Look for os._exit, os.kill, os.abort, ctypes, and for memory written through a raw pointer.
"""

from __future__ import annotations

from tensorgrade.judgement.symptom import Symptom
from tensorgrade.protocol.endings import EndingKind

CONCEPT = "Python"
PLACE = 1100
REMEDY = "Look in the function for what ends a process: an exit call, native code, memory written through a pointer."


def recognise(symptom: Symptom) -> bool:
    return symptom.ending.kind == EndingKind.CRASHED


def summary(symptom: Symptom) -> str:
    return f"the process that ran the code was gone before the check ended ({symptom.ending.note or 'no status'})."
