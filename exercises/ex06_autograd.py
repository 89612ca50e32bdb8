"""Exercise 6: let autograd compute derivatives, and record no graph where you need none.

In all functions, inputs keep their values, and nothing global changes (gradient mode).
Only backward_twice changes the .grad of the tensors behind its loss.
"""

import torch


def derivative_at(f, x):
    """Return the derivative of f at x, both Python floats.

    f: a function from a 0-dim tensor to a 0-dim tensor, not constant. It takes float32 and float64,
    and you choose one of them.

    >>> derivative_at(lambda t: t * t, 3.0)
    6.0
    """
    raise NotImplementedError


def curvature_at(f, x):
    """Return the second derivative of f at x, both Python floats.

    f: a function from a 0-dim tensor to a 0-dim tensor, not linear. It takes float32 and float64,
    and you choose one of them.

    >>> curvature_at(lambda t: t * t * t, 2.0)
    12.0
    """
    raise NotImplementedError


def linear_mse_gradients(x, y, w, b):
    """Return the gradients (dw, db) of `mean((x @ w + b - y) ** 2)` with respect to w and b, as a tuple.

    x: (n, d); y: (n,); w: (d,); b: 0-dim. dw and db have the shapes of w and b. w and b do not
    change: values, requires_grad and .grad stay. They may require grad or not.

    >>> linear_mse_gradients(torch.ones(2, 1), torch.zeros(2), torch.ones(1), torch.tensor(0.0))
    (tensor([2.]), tensor(2.))
    """
    raise NotImplementedError


def backward_twice(loss):
    """Call backward two times on the graph of `loss` and return None.

    The graph saves values of the forward pass for backward: that of w * w saves w. Gradients that
    were None before the call are twice the gradient of `loss` after it.

    >>> w = torch.tensor(3.0, requires_grad=True)
    >>> backward_twice(w * w)
    >>> w.grad
    tensor(12.)
    """
    raise NotImplementedError


def predict(model, x):
    """Return model(x) without recording a graph, in the mode (train or eval) that the model has.

    The mode does not change, and requires_grad of the parameters does not either.

    >>> predict(torch.nn.Linear(2, 1), torch.zeros(3, 2)).requires_grad
    False
    """
    raise NotImplementedError
