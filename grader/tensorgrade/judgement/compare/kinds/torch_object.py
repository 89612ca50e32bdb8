"""A torch.device or torch.dtype: by its name."""

from __future__ import annotations

from tensorgrade.protocol.values import TorchValue

VALUE = TorchValue


def name(value: TorchValue) -> str:
    """Name its type."""
    return value.type


def type_of(value: TorchValue) -> str:
    """Tell devices from dtypes."""
    return value.type


def words(value: TorchValue) -> str:
    """Write it as torch does."""
    return value.text
