"""Are weights that a model loads a copy, or its own ones as they have become?"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import nn

__all__ = ["watch_loading"]


@contextmanager
def watch_loading() -> Iterator[list[bool]]:
    """Record of each `load_state_dict` whether the weights that are loaded are the model's own, not a copy.

    >>> model = nn.Linear(2, 1)
    >>> with watch_loading() as own:
    ...     _ = model.load_state_dict(model.state_dict())
    ...     _ = model.load_state_dict({name: value.clone() for name, value in model.state_dict().items()})
    >>> own
    [True, False]
    """
    own: list[bool] = []
    load = nn.Module.load_state_dict

    @functools.wraps(load)
    def watched(self: nn.Module, state_dict: Any, *arguments: Any, **options: Any) -> Any:
        places = {tensor.data_ptr() for tensor in state_dict.values() if isinstance(tensor, torch.Tensor)}
        own.append(any(parameter.data_ptr() in places for parameter in self.parameters()))
        return load(self, state_dict, *arguments, **options)

    nn.Module.load_state_dict = watched  # type: ignore[method-assign]
    try:
        yield own
    finally:
        nn.Module.load_state_dict = load  # type: ignore[method-assign]
