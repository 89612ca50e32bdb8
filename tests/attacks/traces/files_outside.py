"""Files are left in folders that everybody can write.

outcome: passed
levels: sealed, confined
"""

import contextlib
from pathlib import Path


PLACES = [Path(place) / "@MARK@" for place in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/", "@CANARIES@")]
if any(place.exists() for place in PLACES):
    raise RuntimeError("an earlier submission left something")
for place in PLACES:
    with contextlib.suppress(OSError):
        place.touch()


def total(x):
    return x.sum()


def doubled(x, times=2):
    return x * times
