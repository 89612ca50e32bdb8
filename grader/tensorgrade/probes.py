"""What a check may look at beside the values that it observes: calls, passes, operations, modes, memory.

For authors of checks; `docs/write-an-exercise.md` shows them at work. Each is a file of tensorgrade.worker.probes, and
is here by being there.

>>> import torch
>>> from tensorgrade.probes import shares_memory
>>> x = torch.zeros(3)
>>> shares_memory(x, x[1:])
True
"""

from typing import Any

from tensorgrade.worker.probes import public

__all__ = sorted(public())
globals().update(public())


def __getattr__(name: str) -> Any:
    """Say that there is no such probe; all that there are have been found."""
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
