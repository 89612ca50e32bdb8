"""Have data loaders read their samples in the process that asks, where the workers that they would start are refused.

The processes of a DataLoader hand over tensors through shared memory and sockets. Where neither is a submission's own
(`confined`), a loader with `num_workers=2` gives the same batches without them.
"""

from __future__ import annotations

import functools
import inspect
from typing import Any

# What a loader is told about its processes, and may not be told where it has none.
ABOUT_PROCESSES = (
    *("num_workers", "multiprocessing_context", "timeout", "worker_init_fn"),
    *("prefetch_factor", "persistent_workers", "in_order"),
)


def without_processes() -> None:
    """Make every DataLoader from now on one without processes of its own."""
    from torch.utils.data import DataLoader

    begin = DataLoader.__init__
    signature = inspect.signature(begin)

    @functools.wraps(begin)
    def begin_here(self: DataLoader[Any], *arguments: Any, **options: Any) -> None:
        given = signature.bind(self, *arguments, **options)
        if given.arguments.get("num_workers", 0) > 0:
            for name in ABOUT_PROCESSES:
                given.arguments.pop(name, None)
        begin(*given.args, **given.kwargs)

    DataLoader.__init__ = begin_here  # type: ignore[method-assign]
