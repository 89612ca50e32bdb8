"""Files are left in the worker's own folders; the next time they must not be there.

outcome: passed
levels: all
"""

import contextlib
import tempfile
from pathlib import Path


PLACES = [Path(place) / "trace" for place in (".", "..", tempfile.gettempdir())]
if any(place.exists() for place in PLACES):
    raise RuntimeError("an earlier submission left something")
for place in PLACES:
    with contextlib.suppress(OSError):
        place.touch()


def total(x):
    return x.sum()


def doubled(x, times=2):
    return x * times
