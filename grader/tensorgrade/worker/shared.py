"""A shared run: something dear, run once for all cases of a worker that look at it, such as a training.

A case that asks finds the same as every other, whichever comes first: the run has a seed of its own, what it changed of
the global state is put back and told, its calls are noted in each case, and what it raised is raised in each case.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, TypeVar, cast

import numpy as np
import torch

from tensorgrade.worker import state

T = TypeVar("T")


@dataclass(frozen=True)
class Shared(Generic[T]):
    """What one run came to. changes: the global state that it left changed, a phrase each."""

    value: T | None
    changes: tuple[str, ...]
    calls: tuple[str, ...]
    error: Exception | None = None
    trace: TracebackType | None = None

    @property
    def result(self) -> T:
        """What was returned; raises what was raised."""
        if self.error is not None:
            raise self.error.with_traceback(self.trace)
        return cast(T, self.value)


def run_once(make: Callable[[], T], seed: int, device: str, calls: list[str]) -> Shared[T]:
    """Run `make` with seeded generators, and leave generators, global state and `calls` as they were."""
    before, noted = state.capture(), len(calls)
    value, error = None, None
    with generators_kept(device):
        state.seed_generators(seed)
        seeded = state.capture()
        try:
            value = make()
        except Exception as raised:
            error = raised
        finally:
            changes = state.changes(seeded)
            state.restore(before)
            made = tuple(calls[noted:])
            del calls[noted:]
    return Shared(value, changes, made, error, error.__traceback__ if error is not None else None)


@contextmanager
def generators_kept(device: str) -> Iterator[None]:
    """Put all generators back to where they were before the block; in it that of the device begins with a seed."""
    others = None if device == "cpu" else torch.get_device_module(device)
    kept = torch.get_rng_state(), np.random.get_state(), random.getstate(), others and others.get_rng_state()
    try:
        if others is not None:
            others.manual_seed(0)
        yield
    finally:
        torch.set_rng_state(kept[0])
        np.random.set_state(kept[1])
        random.setstate(kept[2])
        if others is not None:
            others.set_rng_state(kept[3])
