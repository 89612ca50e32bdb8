"""What happens in a training run, step by step: samples, modes, losses, gradients, updates, graphs.

One trace is recorded, and many relations are checked on it afterwards. It sees a run through torch's global hooks and
through wrappers that hand on every call as it is: no value, no random number and no order of calls changes. What is
kept is bounded: of the first passes and steps all, of further ones their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch

from tensorgrade.worker.probes.trace_training.samples import Samples
from tensorgrade.worker.probes.trace_training.trace import Trace
from tensorgrade.worker.probes.trace_training.watcher import Watcher

__all__ = ["Trace", "trace_training"]

Split = tuple[torch.Tensor, torch.Tensor]


@contextmanager
def trace_training(data: Mapping[str, Split] | None = None) -> Iterator[Trace]:
    """Record the training that runs in the block.

    data: by the name of a split its images and labels, so that the samples of each pass can be told, also when they
    are normalised by then.

    >>> from torch import nn
    >>> model, x, y = nn.Linear(2, 1), torch.ones(3, 2), torch.zeros(3, 1)
    >>> optimizer = torch.optim.SGD([model.weight], lr=0.1)
    >>> with trace_training() as trace:
    ...     nn.functional.mse_loss(model(x), y).backward()
    ...     optimizer.step()
    >>> [(step.order, step.gradients, step.rate) for step in trace.steps]
    [('FLBS', 'fresh', 0.1)]
    >>> trace.parameters_not_held()
    ['bias']
    """
    watcher = Watcher(Trace(Samples.of(data or {})))
    with watcher.watching():
        yield watcher.trace
    watcher.trace.close()
