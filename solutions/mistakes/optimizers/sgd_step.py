"""Known mistakes of sgd_step."""


def data_assigned(param, lr):
    """replaced-parameter: `.data` is given a new tensor, so the parameter moves to another storage and views of the old
    one are left behind."""
    param.data = param.data - lr * param.grad


def flag_off(param, lr):
    """requires-grad-changed: The parameter is frozen for the update and stays frozen."""
    param.requires_grad = False
    param -= lr * param.grad


def grad_none_afterwards(param, lr):
    """gradient-left-behind: The gradient is taken away after the update; it is to be left as found."""
    param.data -= lr * param.grad
    param.grad = None


@torch.no_grad()
def gradient_scaled_in_place(param, lr):
    """gradient-left-behind: The gradient itself is multiplied by the learning rate, in place."""
    step = param.grad.mul_(lr)
    param.sub_(step)


def graph_on(param, lr):
    """raised: The parameter is changed in place while gradients are recorded, which a leaf does not allow."""
    param -= lr * param.grad


def name_rebound(param, lr):
    """replaced-parameter: The difference is bound to the local name. The parameter of the caller is never written to.
    """
    param = param - lr * param.grad


def on_a_copy(param, lr):
    """replaced-parameter: The step is taken on a copy of the values, which is gone when the function ends."""
    values = param.detach().clone()
    values -= lr * param.grad


@torch.no_grad()
def returns_param(param, lr):
    """wrong-type: The parameter comes back as a result; None is asked for."""
    param -= lr * param.grad
    return param


def sign_only(param, lr):
    """wrong-values: Only the sign of the gradient is used, so all elements move equally far."""
    param.data.sub_(lr * param.grad.sign())


def through_cpu(param, lr):
    """device-mismatch: The step is computed on the CPU and subtracted from a parameter elsewhere."""
    with torch.no_grad():
        param -= lr * param.grad.cpu()


def uphill(param, lr):
    """wrong-values: The gradient's step is added, so the parameter moves uphill."""
    with torch.no_grad():
        param.add_(param.grad, alpha=lr)


@torch.no_grad()
def without_lr(param, lr):
    """wrong-values: The whole gradient is subtracted; the learning rate has no effect."""
    param -= param.grad


def zero_grad_afterwards(param, lr):
    """gradient-left-behind: The gradient is set to zero after the update; it is to be left as found."""
    with torch.no_grad():
        param -= lr * param.grad
        param.grad.zero_()
