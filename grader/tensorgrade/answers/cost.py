"""What recording references and known mistakes has cost, for the log of a batch."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Cost:
    """The seconds in which something was recorded, and how often known mistakes ran, on how many cases."""

    seconds: float = 0.0
    mistakes: int = 0
    runs: int = 0

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Count the time of what happens here."""
        begin = time.monotonic()
        try:
            yield
        finally:
            self.seconds += time.monotonic() - begin

    def __str__(self) -> str:
        ran = f"{self.mistakes} runs of known mistakes on {self.runs} cases in all"
        return f"recording took {self.seconds:.1f} s, with {ran}"
