"""Exercise 7: gradients add up in .grad: clear old ones, and use that to train in small parts.

In all functions, values and the mode of the model do not change unless the task says so. Nothing
global changes. Only the gradients of w, or of the model, are written.
"""

import torch


def fresh_gradient(loss_fn, w):
    """Return the gradient of loss_fn(w) alone. w.grad may hold None, old numbers or NaN before.

    After the call, w.grad equals the result. w: a leaf that requires grad. loss_fn: a function from
    w to a 0-dim tensor.

    >>> w = torch.tensor([3.0], requires_grad=True)
    >>> w.grad = torch.tensor([100.0])
    >>> fresh_gradient(lambda w: (w * w).sum(), w)
    tensor([6.])
    """
    raise NotImplementedError


def sum_gradients(loss_fns, w):
    """Return the gradient of the sum of the losses, accumulated by one backward for each function in `loss_fns`.

    An old w.grad is no part of the result. w: a leaf that requires grad.

    >>> w = torch.tensor([3.0], requires_grad=True)
    >>> sum_gradients([lambda w: (w * w).sum(), lambda w: (2 * w).sum()], w)
    tensor([8.])
    """
    raise NotImplementedError


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    """Make one optimizer step, equal to a step on the whole batch (x, y). Return the loss as a float.

    loss_fn: a function or module of (prediction, target) that averages over the samples of its input.
    Compute the gradient in micro-batches: no forward pass sees more than `micro_batch_size` samples.
    The last one may be smaller, and chunks of even size are fine. Only the graph of one micro-batch
    is alive at a time. optimizer.step runs once, and old gradients are no part of the result.
    The returned loss is the mean over the whole batch, before the update.

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
