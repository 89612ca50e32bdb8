"""The launcher's process, as `python -m tensorgrade.worker` (tensorgrade.worker.main says with what).

Python's collector of garbage rests until all is imported: it finds nothing in torch, and walks through it for long.
"""

import gc
import sys


def start(arguments: list[str]) -> int:
    """Import the launcher without the collector, and be it."""
    gc.disable()
    from tensorgrade.worker.main import main

    return main(arguments)


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
