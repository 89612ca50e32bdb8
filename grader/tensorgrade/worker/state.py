"""Global state of torch and Python: what student code must leave as found, and how it is put back after every check."""

from __future__ import annotations

import os
import random
import sys
import warnings
from dataclasses import dataclass

import numpy as np
import torch

_empty = torch.empty  # as it is before a submission is there

Environment = dict[str | bytes, str | bytes]


@dataclass(frozen=True)
class GlobalState:
    """The global switches that a check may not leave changed, and what is put back silently.

    The generators are not among them: each case seeds them when it begins.
    """

    switches: dict[str, object]
    environment: Environment
    folder: str
    recursion_limit: int
    streams: tuple[object, object]


def capture() -> GlobalState:
    """Note the global state as it is now."""
    return GlobalState(
        switches=_switches(),
        environment=_environment(),
        folder=os.getcwd(),
        recursion_limit=sys.getrecursionlimit(),
        streams=(sys.stdout, sys.stderr),
    )


def _environment() -> Environment:
    """Return what os.environ holds as it holds it: to decode all of it twice a case takes longer than most cases."""
    return dict(vars(os.environ).get("_data", os.environ))


def _switches() -> dict[str, object]:
    return {
        "gradient mode": torch.is_grad_enabled(),
        "default dtype": torch.get_default_dtype(),
        "default device": _empty(0).device,  # torch.get_default_device() takes ten times as long
        "number of threads": torch.get_num_threads(),
        "anomaly mode": torch.is_anomaly_enabled(),
        "deterministic algorithms": torch.are_deterministic_algorithms_enabled(),
        "seed": torch.initial_seed(),
    }


def changes(before: GlobalState) -> tuple[str, ...]:
    """Tell which switches differ from `before`, each as one phrase."""
    now = _switches()
    words = []
    for name, old in before.switches.items():
        if now[name] != old:
            words.append(name if name == "seed" else f"{name}: {old} before the call, {now[name]} after")
    return tuple(words)


def restore(before: GlobalState) -> None:
    """Put everything back as `before` had it."""
    switches = before.switches
    torch.set_grad_enabled(bool(switches["gradient mode"]))
    if torch.get_default_dtype() != switches["default dtype"]:
        torch.set_default_dtype(switches["default dtype"])  # type: ignore[arg-type]
    if _empty(0).device != switches["default device"]:
        torch.set_default_device(None)
    if torch.get_num_threads() != switches["number of threads"]:
        torch.set_num_threads(switches["number of threads"])  # type: ignore[arg-type]
    torch.autograd.set_detect_anomaly(bool(switches["anomaly mode"]))
    if torch.are_deterministic_algorithms_enabled() != switches["deterministic algorithms"]:  # setting it is slow
        torch.use_deterministic_algorithms(bool(switches["deterministic algorithms"]))
    if _environment() != before.environment:
        os.environ.clear()
        os.environ.update({os.fsdecode(name): os.fsdecode(value) for name, value in before.environment.items()})
    os.chdir(before.folder)
    sys.setrecursionlimit(before.recursion_limit)
    sys.stdout, sys.stderr = before.streams
    warnings.resetwarnings()
    warnings.simplefilter("ignore")


def seed_device(device: str, seed: int) -> None:
    """Seed the generator of a device that is not the CPU."""
    torch.get_device_module(device).manual_seed(seed)


def seed_generators(seed: int) -> None:
    """Seed the generators of torch (the CPU's; torch.manual_seed costs a hundred times more), NumPy and Python."""
    torch.default_generator.manual_seed(seed)
    np.random.seed(seed % 2**32)
    random.seed(seed)
