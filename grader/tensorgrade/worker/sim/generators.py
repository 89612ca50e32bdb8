"""Random numbers on the simulated accelerator: its own default generator, and `torch.Generator(device="sim")`.

The numbers are the CPU's: a sim generator is a CPU generator that says `sim:0`, so one seed gives the same numbers on
both devices. The default generators are two, as on CUDA: drawing on one leaves the other where it was.
"""

from __future__ import annotations

import weakref

import torch

from tensorgrade.worker.sim import memory

_HostGenerator = torch._C.Generator
_living: weakref.WeakValueDictionary[int, _HostGenerator] = weakref.WeakValueDictionary()
default_generator = _HostGenerator()


class _AnyGenerator(type(_HostGenerator)):  # type: ignore[misc]
    """Lets isinstance(x, torch.Generator) hold for generators of every device."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _HostGenerator)


class Generator(_HostGenerator, metaclass=_AnyGenerator):
    """torch.Generator, which knows one device more."""

    def __new__(cls, device: torch.device | str | int = "cpu") -> _HostGenerator:  # type: ignore[misc]
        """Make a generator for any device; only the sim device's is of this class."""
        place = torch.device(device)
        if place.type != "sim":
            return _HostGenerator(device=place)
        generator = super().__new__(cls)
        _living[generator._cdata] = generator  # type: ignore[attr-defined]
        return generator

    @property
    def device(self) -> torch.device:  # type: ignore[override]
        """The device that it draws on."""
        return memory.SIM


def host_generator(generator: _HostGenerator | None) -> _HostGenerator:
    """Return the generator to draw from for an operation on sim tensors; refuse one of another device.

    An operator's arguments come here through C++, where the class is lost; the address tells what it was.
    """
    if generator is None:
        return default_generator
    if generator._cdata not in _living:  # type: ignore[attr-defined]
        raise RuntimeError(f"Expected a 'sim' device type for generator but found '{generator.device.type}'")
    return generator
