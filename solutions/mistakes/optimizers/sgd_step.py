"""Known mistakes of sgd_step."""


def data_assigned(param, lr):
    """replaced-parameter: The parameter gets a new tensor for its values, so it moves to another storage.
    remedy: Write into the memory that is there, under `torch.no_grad()`: `param.sub_(...)` or `param -= ...`, not
    `param.data = ...`.
    """
    param.data = param.data - lr * param.grad


def flag_off(param, lr):
    """requires-grad-changed: The parameter is frozen for the update and stays frozen.
    remedy: Leave `requires_grad` alone: update inside the block `with torch.no_grad():`.
    """
    param.requires_grad = False
    param -= lr * param.grad


def grad_none_afterwards(param, lr):
    """gradient-left-behind: The step does not only read the gradient: it clears it, overwrites it or computes with it
    in place, and the gradient belongs to the caller.
    remedy: Only read `param.grad`: do not clear it, and do not scale it with `mul_` or `*=`. `lr * param.grad` is a new
    tensor.
    """
    param.data -= lr * param.grad
    param.grad = None


@torch.no_grad()
def gradient_scaled_in_place(param, lr):
    """as grad_none_afterwards"""
    param.sub_(param.grad.mul_(lr))


def graph_on(param, lr):
    """raised: The parameter is changed in place while gradients are recorded, which a leaf does not allow.
    remedy: Update inside the block `with torch.no_grad():`.
    """
    param -= lr * param.grad


def name_rebound(param, lr):
    """replaced-parameter: Nothing is written into the caller's parameter. A name that is bound to a new tensor, or a
    copy that is changed, leaves the tensor that the caller holds as it is.
    remedy: Write into `param` itself, under `torch.no_grad()`, with `-=` or `sub_`: no copy, no `param = ...`.
    """
    param = param - lr * param.grad


def on_a_copy(param, lr):
    """as name_rebound"""
    values = param.detach().clone()
    values -= lr * param.grad


def returns_param():
    """wrong-type: The parameter is handed back, as if the step made a new tensor. It works in place: the caller holds
    this tensor already, and None is the result.
    remedy: Return nothing: remove the `return` line, and the function gives None.
    """
    after("param -= lr * param.grad", "return param")


def sign_only(param, lr):
    """wrong-values: Only the sign of the gradient is used, so all elements move equally far.
    remedy: Use the gradient itself, without `sign`.
    """
    param.data.sub_(lr * param.grad.sign())


def through_cpu(param, lr):
    """device-mismatch: The step is computed on the CPU, and the parameter is elsewhere.
    remedy: Leave the gradient on its device: remove `.cpu()`.
    """
    with torch.no_grad():
        param -= lr * param.grad.cpu()


def uphill(param, lr):
    """uphill: The step is added and not subtracted, so the parameter moves uphill.
    remedy: Subtract the step: `-=`, or `add_` with `alpha=-lr`.
    """
    with torch.no_grad():
        param.add_(param.grad, alpha=lr)


@torch.no_grad()
def without_lr(param, lr):
    """wrong-values: The whole gradient is subtracted; the learning rate has no effect.
    remedy: Multiply the gradient by `lr` before you subtract it.
    """
    param -= param.grad


def zero_grad_afterwards(param, lr):
    """as grad_none_afterwards"""
    with torch.no_grad():
        param -= lr * param.grad
        param.grad.zero_()
