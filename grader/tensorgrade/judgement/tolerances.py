"""How far a number may be from the reference's: one table, by dtype and device.

A reader is told of it in words: "about", where it is the room of rounding, and how much where it is more.

A number a is right when |a - e| <= atol + rtol * |e|, computed in float64. The room is for another order of the same
operations (a batch in parts, a folded step size), not for another formula. A GPU adds up in an order of its own, from
run to run another one, so it gets more. The simulated accelerator computes on the CPU.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

ROUNDING = 5e-3  # of a number: room that a reader does not see


@dataclass(frozen=True)
class Tolerance:
    """Relative and absolute room."""

    rtol: float
    atol: float

    def room(self, expected: float) -> float:
        """Return how far a number may be from this one."""
        return self.atol + self.rtol * abs(expected)

    def told(self, expected: float, text: str) -> str:
        """Write an expected number, given as a text, with the room that it has."""
        room = self.room(expected)
        if not room or not math.isfinite(room):
            return text
        is_rounding = room <= ROUNDING * max(abs(expected), ROUNDING)
        return f"about {text}" if is_rounding else f"{expected:.3g} (give or take {room:.2g})"


EXACT = Tolerance(0.0, 0.0)
TOLERANCES = {
    "torch.float64": Tolerance(1e-7, 1e-9),
    "torch.float32": Tolerance(2e-5, 1e-6),
    "torch.bfloat16": Tolerance(1.6e-2, 1e-3),
    "torch.float16": Tolerance(2e-3, 1e-4),
    "torch.complex64": Tolerance(2e-5, 1e-6),
    "torch.complex128": Tolerance(1e-7, 1e-9),
    "float": Tolerance(2e-5, 1e-6),
}
ON_CUDA = TOLERANCES | {
    "torch.float32": Tolerance(1e-4, 1e-5),
    "torch.complex64": Tolerance(1e-4, 1e-5),
    "float": Tolerance(1e-4, 1e-5),
}


def tolerance_for(kind: str, device: str, rtol: float | None = None, atol: float | None = None) -> Tolerance:
    """Return the tolerance for a dtype (`torch.float32`) or Python's `float`, of a case that runs on `device`.

    The check's own numbers go before the table's.
    """
    table = (ON_CUDA if device.startswith("cuda") else TOLERANCES).get(kind, EXACT)
    return Tolerance(table.rtol if rtol is None else rtol, table.atol if atol is None else atol)
