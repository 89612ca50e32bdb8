"""The `observe` fixture: what a check saw, in order, as bounded data.

A check calls `observe(name, value)` for each thing that the contract speaks of. It names no expected value: the
same check runs on the reference solution in another process, and the judge compares the two records.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
import torch
from torch import nn

from tensorgrade.protocol.records import OBSERVATIONS_PER_CASE, Observation
from tensorgrade.protocol.values import COMPARED, OPTIONS, FlagValue, RaisedValue, Value
from tensorgrade.worker import failures
from tensorgrade.worker.encode import Encoder
from tensorgrade.worker.probes.inputs import difference, module_state
from tensorgrade.worker.probes.memory import shares_memory

T = TypeVar("T")

# What a changed input points to, by the aspect that changed first.
SUSPECTS = {"grad": "gradient-left-behind", "requires_grad": "requires-grad-changed", "mode": "mode-not-restored"}


class Observe:
    """Collects the observations of one case."""

    def __init__(self, folder: Path, calls: Sequence[str] = ()) -> None:
        self.encoder = Encoder()
        self.observations: list[Observation] = []
        self._folder = folder
        self._calls = calls

    def __call__(
        self,
        name: str,
        value: T,
        *,
        suspect: str | None = None,
        rtol: float | None = None,
        atol: float | None = None,
        at_least: float | None = None,
        values: bool = True,
        **compared: bool,
    ) -> T:
        """Record `value` under `name` and return it. A generator has given away the items that are recorded.

        suspect: the diagnosis that a difference here points to, when it can point to one only. rtol, atol:
        tolerances in place of the table's. at_least: accept finite numbers down to this much below the reference's.
        values: compare the numbers of tensors (they are by default). compared: attributes of tensors to compare or to
        leave out: layout=True compares strides too, graph=False leaves out requires_grad.
        """
        self._add(
            Observation(
                name=name,
                value=self._encoded(value, with_values=values),
                suspect=suspect,
                rtol=rtol,
                atol=atol,
                at_least=at_least,
                compared=attributes_asked_for(compared),
            )
        )
        return value

    @contextmanager
    def raises(self, name: str = "exception", *, suspect: str | None = None) -> Iterator[None]:
        """Record which exception the block raises, or that it raises none. An untouched stub is let through."""
        caught: Exception | None = None
        try:
            yield
        except Exception as error:
            if failures.is_untouched_stub(error, self._folder):
                raise
            caught = error
        bases = failures.bases(type(caught)) if caught is not None else ()
        message = failures.message_of(caught) if caught is not None else ""
        self._add(Observation(name, RaisedValue(bases, message), suspect=suspect))

    @contextmanager
    def unmodified(self, **inputs: object) -> Iterator[None]:
        """Record whether the block leaves each input as it found it: values, shape, dtype, requires_grad and .grad."""
        before = {name: _snapshot(value) for name, value in inputs.items()}
        yield
        for name, value in inputs.items():
            aspect, change = difference(before[name], value)
            suspect = SUSPECTS.get(aspect, "input-modified")
            self._add(
                Observation(
                    name=f"{name} after the call",
                    value=self._encoded(change or "as before"),
                    suspect=suspect,
                    argument=name,
                )
            )

    def shares_memory(self, name: str, first: object, second: object) -> None:
        """Record whether two tensors or arrays lie in the same memory."""
        shared = shares_memory(first, second)
        self._add(Observation(name, FlagValue(shared), suspect="memory-shared"))

    def advise(self, name: str, value: object, advice: str) -> None:
        """Record what the contract leaves open, a flag or a number. A difference is a note, the diagnosis `advice`."""
        self._add(Observation(name, self._encoded(value, with_values=False), suspect=advice, is_advice=True))

    def _encoded(self, value: object, *, with_values: bool = True) -> Value:
        self._check_room()  # before, so that no numbers are left without an observation that names them
        return self.encoder.encode(value, with_values=with_values)

    def _check_room(self) -> None:
        if len(self.observations) >= OBSERVATIONS_PER_CASE:
            raise RuntimeError(f"a case may observe {OBSERVATIONS_PER_CASE} things at most")

    def _add(self, observation: Observation) -> None:
        self._check_room()
        call = self._calls[-1] if self._calls else ""
        self.observations.append(msgspec.structs.replace(observation, call=call))


def attributes_asked_for(compared: Mapping[str, bool]) -> tuple[str, ...]:
    """Return the attributes that a check has compared, of those that need not be. Raises TypeError for another one."""
    if not compared:
        return COMPARED
    if other := compared.keys() - OPTIONS.keys():
        raise TypeError(f"observe has no option {min(other)!r}; of attributes it has {', '.join(OPTIONS)}")
    return tuple(name for name, is_compared in {**OPTIONS, **compared}.items() if is_compared)


def _snapshot_of_tensor(tensor: torch.Tensor) -> torch.Tensor:
    kept = torch.empty_like(tensor, requires_grad=False).copy_(tensor.detach())
    if tensor.is_leaf:
        kept.requires_grad_(tensor.requires_grad)
        kept.grad = None if tensor.grad is None else tensor.grad.detach().clone()
    return kept


def _snapshot(value: object) -> object:
    """Copy an input deeply; a tensor keeps its requires_grad, its .grad and its own strides."""
    if isinstance(value, torch.Tensor):
        with torch._C.DisableTorchFunction():  # no mode is asked of what the kit looks at
            return _snapshot_of_tensor(value)
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list):
        return [_snapshot(item) for item in value]
    if isinstance(value, tuple):
        return tuple(_snapshot(item) for item in value)
    if isinstance(value, dict):
        return {key: _snapshot(item) for key, item in value.items()}
    if isinstance(value, nn.Module):
        return _snapshot(module_state(value))
    return copy.deepcopy(value)
