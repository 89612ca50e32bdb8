"""Fill the working folder, up to 400 MiB."""

from __future__ import annotations

import contextlib

from tensorgrade.isolation.attacks import Attack, Host
from tensorgrade.isolation.levels import Level

FILES, EACH = 4, 100 << 20


def attempt(host: Host) -> str:
    """Write files, as large as a file may be."""
    written = 0
    with contextlib.suppress(OSError):
        for i in range(FILES):
            with open(f"filled-{i}", "wb") as file:
                for _ in range(EACH >> 20):
                    written += file.write(bytes(1 << 20))
        return f"{written >> 20} MiB were written"
    return ""


ATTACK = Attack(
    name="disk",
    sentence="a submission cannot fill the disk",
    turn=110,
    attempt=attempt,
    since=Level.sealed,
)
