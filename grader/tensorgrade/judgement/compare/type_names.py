"""Types as a reader knows them. Pure."""

from __future__ import annotations

KEPT = ("torch.", "numpy.")
LAYERS = "torch.nn.modules."


def short_type(name: str) -> str:
    """Write a type by its own name; one of torch or NumPy with its package.

    >>> short_type("torch.nn.modules.linear.Linear"), short_type("exercises.checks.test_modules.Mixed")
    ('nn.Linear', 'Mixed')
    """
    last = name.rpartition(".")[2]
    if name.startswith(LAYERS):
        return f"nn.{last}"
    return name if name.startswith(KEPT) else last
