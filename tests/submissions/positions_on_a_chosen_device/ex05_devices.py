"""Reference solution of exercise 5."""

from typing import Any

import torch


def best_device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def to_device(batch: Any, device: torch.device | str) -> Any:
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: to_device(value, device) for key, value in batch.items()}
    if isinstance(batch, list):
        return [to_device(value, device) for value in batch]
    if isinstance(batch, tuple):
        return tuple(to_device(value, device) for value in batch)
    return batch


def add_positions(x: torch.Tensor) -> torch.Tensor:
    return x + torch.arange(x.shape[-1], dtype=x.dtype).to(best_device())


def add_on_first_device(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return a + b.to(a.device)
