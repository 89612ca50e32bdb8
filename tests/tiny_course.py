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

MISTAKE = '''"""total: wrong-values

The mean is taken in place of the sum.
"""


def total(x):
    return x.mean()
'''

ALTERNATIVE = '''"""einsum."""

import torch


def total(x):
    return torch.einsum("i->", x)
'''


def write(root: Path, **files: str) -> Path:
    """Write the course; `files` replaces parts by name: stub, reference, checks, hints, mistake, alternative."""
    parts = {
        "stub": ("exercises/ex01_sums.py", STUB),
        "reference": ("solutions/ex01_sums.py", REFERENCE),
        "checks": ("exercises/checks/test_sums.py", CHECKS),
        "hints": ("exercises/hints/sums.md", HINTS),
        "mistake": ("solutions/mistakes/sums/mean.py", MISTAKE),
        "alternative": ("solutions/alternatives/sums/einsum.py", ALTERNATIVE),
    }
    for name, (place, text) in parts.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files.get(name, text), encoding="utf-8")
    return root
