"""A course of one small exercise, written into a folder, to be broken on purpose."""

from pathlib import Path

STUB = '''"""Sums."""

import torch


def total(x):
    """Return the sum of x as a 0-dim tensor.

    >>> total(torch.tensor([1.0, 2.0]))
    tensor(3.)
    """
    raise NotImplementedError


def doubled(x, times=2):
    """Return x times two.

    >>> doubled(torch.tensor([1.0]))
    tensor([2.])
    """
    raise NotImplementedError
'''

REFERENCE = '''"""Reference."""

import torch


def total(x):
    return x.sum()


def doubled(x, times=2):
    return x * times
'''

CHECKS = '''"""Checks."""

import pytest
import torch


@pytest.mark.points(5)
def test_total(subject, observe):
    """total adds up"""
    observe("result", subject.total(torch.randn(4)))


@pytest.mark.points(5)
def test_doubled(subject, observe):
    """doubled multiplies"""
    observe("result", subject.doubled(torch.randn(4)))
'''

HINTS = """# total

1. Add.

2. There is a method.

3. `x. ...`

# doubled

1. Multiply.

2. By `times`.

3. `x * ...`
"""

MISTAKE = '''"""Known mistakes of total."""


def mean(x):
    """wrong-values: The mean is taken in place of the sum."""
    return x.mean()
'''

ALTERNATIVE = '''"""einsum."""

import torch


def total(x):
    return torch.einsum("i->", x)
'''


def write(root: Path, slug: str = "sums", number: int = 1, **files: str) -> Path:
    """Write one exercise of the course; `files` replaces parts by name.

    The parts are stub, reference, checks, hints, mistake, alternative.
    """
    file = f"ex{number:02}_{slug}.py"
    parts = {
        "stub": (f"exercises/{file}", STUB),
        "reference": (f"solutions/{file}", REFERENCE),
        "checks": (f"exercises/checks/test_{slug}.py", CHECKS),
        "hints": (f"exercises/hints/{slug}.md", HINTS),
        "mistake": (f"solutions/mistakes/{slug}/total.py", MISTAKE),
        "alternative": (f"solutions/alternatives/{slug}/einsum.py", ALTERNATIVE),
    }
    for name, (place, text) in parts.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files.get(name, text), encoding="utf-8")
    return root
