"""Exercise 7: gradients add up in .grad; keep out what is stale, and use the rest to train in small parts.

In all functions: values, and the model's mode, are as found unless the task changes them, and
nothing global changes. Only the gradients of w, or of the model, are written.
"""

import torch


def fresh_gradient(loss_fn, w):
    """Return the gradient of loss_fn(w) alone, whatever w.grad holds (None, old numbers, NaN).

    w.grad equals it afterwards. w: a leaf that requires grad. loss_fn: a function from w to a 0-dim
    tensor.

    >>> w = torch.tensor([3.0], requires_grad=True)
    >>> w.grad = torch.tensor([100.0])
    >>> fresh_gradient(lambda w: (w * w).sum(), w)
    tensor([6.])
    """
    raise NotImplementedError


def sum_gradients(loss_fns, w):
    """Return the gradient of the sum of the losses, accumulated by one backward for each function in `loss_fns`.

    A stale w.grad does not leak in. w: a leaf that requires grad.

    >>> w = torch.tensor([3.0], requires_grad=True)
    >>> sum_gradients([lambda w: (w * w).sum(), lambda w: (2 * w).sum()], w)
    tensor([8.])
    """
    raise NotImplementedError


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    """Make one optimizer step that equals a step on the whole batch (x, y), and return the loss as a float.

    loss_fn: a function or module of (prediction, target) that averages over the samples it sees.
    The gradient is computed in micro-batches: no forward pass sees more than `micro_batch_size`
    samples (the last may be smaller; even chunks are fine), and no more than one micro-batch's graph
    is alive at a time. optimizer.step runs once, and gradients found on entry do not leak in.
    Returned is the mean loss of the whole batch before the update.

    >>> model = torch.nn.Linear(1, 1, bias=False)
    >>> with torch.no_grad():
    ...     _ = model.weight.fill_(1.0)
    >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    >>> x, y = torch.ones(4, 1), torch.zeros(4, 1)
    >>> accumulated_step(model, torch.nn.functional.mse_loss, optimizer, x, y, micro_batch_size=2)
    1.0
    >>> model.weight.item()
    0.0
    """
    raise NotImplementedError
