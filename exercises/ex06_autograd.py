"""Exercise 6: have autograd compute derivatives, and leave no trace where none is wanted.

In all functions: inputs stay as they were, and so do the gradient mode and all else that is global.
backward_twice alone changes the .grad of the tensors behind its loss.
"""

import torch


def derivative_at(f, x):
    """Return the derivative of f at x, both Python floats.

    f: a function from a 0-dim tensor to a 0-dim tensor, not constant. It takes float32 and float64;
    which of them it gets is up to you.

    >>> derivative_at(lambda t: t * t, 3.0)
    6.0
    """
    raise NotImplementedError


def curvature_at(f, x):
    """Return the second derivative of f at x, both Python floats.

    f: a function from a 0-dim tensor to a 0-dim tensor, not linear. It takes float32 and float64;
    which of them it gets is up to you.

    >>> curvature_at(lambda t: t * t * t, 2.0)
    12.0
    """
    raise NotImplementedError


def linear_mse_gradients(x, y, w, b):
    """Return the tuple (dw, db): the gradients of mean((x @ w + b - y) ** 2) with respect to w and b.

    x: (n, d); y: (n,); w: (d,); b: 0-dim. dw and db have the shapes of w and b. w and b are left
    exactly as found (values, requires_grad, .grad), whether or not they require grad.

    >>> linear_mse_gradients(torch.ones(2, 1), torch.zeros(2), torch.ones(1), torch.tensor(0.0))
    (tensor([2.]), tensor(2.))
    """
    raise NotImplementedError


def backward_twice(loss):
    """Call backward two times on the graph of `loss` and return None.

    The graph keeps values of its forward pass for backward, as that of w * w keeps w. Gradients
    that were None before are twice the gradient of `loss` afterwards.

    >>> w = torch.tensor(3.0, requires_grad=True)
    >>> backward_twice(w * w)
    >>> w.grad
    tensor(12.)
    """
    raise NotImplementedError


def predict(model, x):
    """Return model(x), computed with no graph recorded, in the mode (train or eval) that the model is in.

    requires_grad of the parameters and the mode are left as found.

    >>> predict(torch.nn.Linear(2, 1), torch.zeros(3, 2)).requires_grad
    False
    """
    raise NotImplementedError
