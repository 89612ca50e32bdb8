"""Exercise 10: write the update rules yourself, then let torch.optim do it.

The steps change param in place, and they change `state`. param.grad and requires_grad do not change,
and nothing global changes. make_optimizer does not change the model.
"""

import torch


def sgd_step(param, lr):
    """Subtract lr * param.grad from param, in place and outside the graph, and return None.

    param stays the same leaf with the same storage. param.grad does not change.

    >>> w = torch.tensor([1.0], requires_grad=True)
    >>> w.grad = torch.tensor([4.0])
    >>> sgd_step(w, lr=0.5)
    >>> w
    tensor([-1.], requires_grad=True)
    """
    raise NotImplementedError


def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """Make one step of Adam on param, in place as in sgd_step, and return None.

    state: a dict, empty before the first step of this parameter. It keeps what the next step needs.
    The averages are corrected for their start at zero. Over many steps the result equals that of
    torch.optim.Adam.

    >>> w, state = torch.tensor([1.0], requires_grad=True), {}
    >>> w.grad = torch.tensor([4.0])
    >>> adam_step(w, state, lr=0.5)
    >>> w
    tensor([0.5000], requires_grad=True)
    """
    raise NotImplementedError


def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """Make one step of AdamW on param, in place as in sgd_step, and return None.

    It is adam_step with decoupled weight decay. Over many steps the result equals that of
    torch.optim.AdamW.

    >>> w, state = torch.tensor([1.0], requires_grad=True), {}
    >>> w.grad = torch.tensor([0.0])
    >>> adamw_step(w, state, lr=0.5, weight_decay=0.1)
    >>> w
    tensor([0.9500], requires_grad=True)
    """
    raise NotImplementedError


def make_optimizer(model, lr, weight_decay):
    """Return a torch.optim.AdamW that holds each trainable parameter of `model` once.

    Parameters with two or more dimensions have `weight_decay`, the others (biases, norms) have 0.
    The optimizer may hold frozen parameters or not.

    >>> optimizer = make_optimizer(torch.nn.Linear(2, 1), lr=0.1, weight_decay=0.01)
    >>> sorted(group["weight_decay"] for group in optimizer.param_groups)
    [0.0, 0.01]
    """
    raise NotImplementedError
