"""Known mistakes of adam_step."""

import itertools
import math


@torch.no_grad()
def average_is_the_gradient(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """gradient-left-behind: The running average begins as the gradient's own tensor, and the in-place updates of the
    average write into it."""
    if not state:
        state["t"] = 1
        state["m"] = param.grad.mul_(1 - betas[0])
        state["v"] = (param.grad / (1 - betas[0])) ** 2 * (1 - betas[1])
    else:
        state["t"] += 1
        state["m"] = betas[0] * state["m"] + (1 - betas[0]) * param.grad
        state["v"] = betas[1] * state["v"] + (1 - betas[1]) * param.grad**2
    m_hat = state["m"] / (1 - betas[0] ** state["t"])
    v_hat = state["v"] / (1 - betas[1] ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)


@change("averages_assigned")
def averages_begin_at_the_gradient():
    """wrong-values: The averages begin at the first gradient and its square; they begin at zero, and the correction
    counts on that."""
    replace(
        "state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))",
        "state.update(t=0, m=param.grad.clone(), v=param.grad**2)",
    )


@torch.no_grad()
def averages_of_default_dtype(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """wrong-values: The averages are made with the default dtype on the CPU, and not like the parameter, so a float64
    parameter loses digits."""
    if not state:
        state.update(t=0, m=torch.zeros(param.shape), v=torch.zeros(param.shape))
    b1, b2 = betas
    state["t"] += 1
    state["m"].mul_(b1).add_(param.grad, alpha=1 - b1)
    state["v"].mul_(b2).addcmul_(param.grad, param.grad, value=1 - b2)
    m_hat = state["m"] / (1 - b1 ** state["t"])
    v_hat = state["v"] / (1 - b2 ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)


@change("averages_assigned")
def betas_exchanged():
    """wrong-values: The two betas are exchanged: the first belongs to the gradients, the second to their squares."""
    replace("b1, b2 = betas", "b2, b1 = betas")


@torch.no_grad()
def constant_correction(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """no-bias-correction: The averages are divided by 1 - beta at every step: right at the first, and too much from the
    second on."""
    if not state:
        state["m"] = torch.zeros_like(param)
        state["v"] = torch.zeros_like(param)
    b1, b2 = betas
    g = param.grad
    state["m"] = b1 * state["m"] + (1 - b1) * g
    state["v"] = b2 * state["v"] + (1 - b2) * g**2
    m_hat = state["m"] / (1 - b1)
    v_hat = state["v"] / (1 - b2)
    param -= lr * m_hat / (v_hat.sqrt() + eps)


@torch.no_grad()
def corrected_averages_kept(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """wrong-values: The corrected averages are written back over the running ones, so the next step corrects them
    again."""
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    b1, b2 = betas
    state["t"] += 1
    state["m"] = (b1 * state["m"] + (1 - b1) * param.grad) / (1 - b1 ** state["t"])
    state["v"] = (b2 * state["v"] + (1 - b2) * param.grad**2) / (1 - b2 ** state["t"])
    param -= lr * state["m"] / (state["v"].sqrt() + eps)


def count_from_zero(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """non-finite: The count is 0 in the first step, and the correction divides by 1 - beta**0, which is zero."""
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    with torch.no_grad():
        state["m"] = betas[0] * state["m"] + (1 - betas[0]) * param.grad
        state["v"] = betas[1] * state["v"] + (1 - betas[1]) * param.grad**2
        m_hat = state["m"] / (1 - betas[0] ** state["t"])
        v_hat = state["v"] / (1 - betas[1] ** state["t"])
        param -= lr * m_hat / (v_hat.sqrt() + eps)
    state["t"] += 1


def count_one_ahead(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """no-bias-correction: The count begins at 1 and goes up before it is used, so the first step is corrected as if it
    were the second."""
    if not state:
        state.update(t=1, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    g = param.grad
    with torch.no_grad():
        state["m"] = betas[0] * state["m"] + (1 - betas[0]) * g
        state["v"] = betas[1] * state["v"] + (1 - betas[1]) * g * g
        m_hat = state["m"] / (1 - betas[0] ** state["t"])
        v_hat = state["v"] / (1 - betas[1] ** state["t"])
        param -= lr * m_hat / (torch.sqrt(v_hat) + eps)


@change("averages_assigned")
def data_assigned():
    """replaced-parameter: `.data` is given a new tensor, so the parameter moves to another storage."""
    replace("@torch.no_grad()", "")
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param.data = param.data - lr * m_hat / (v_hat.sqrt() + eps)")


@change("averages_assigned")
def eps_in_the_root():
    """wrong-values: eps is added under the root, where it counts for more than beside it when gradients are small."""
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param -= lr * m_hat / (v_hat + eps).sqrt()")


@torch.no_grad()
def eps_not_rescaled(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """wrong-values: Both corrections are folded into the step size, and eps, which is added to the uncorrected root, is
    not scaled with them."""
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    b1, b2 = betas
    state["t"] += 1
    state["m"].mul_(b1).add_(param.grad, alpha=1 - b1)
    state["v"].mul_(b2).addcmul_(param.grad, param.grad, value=1 - b2)
    step_size = lr * math.sqrt(1 - b2 ** state["t"]) / (1 - b1 ** state["t"])
    param.addcdiv_(state["m"], state["v"].sqrt() + eps, value=-step_size)


def first_average_corrected_only(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """no-bias-correction: The average of the gradients is corrected, the average of their squares is not."""
    m = state.get("m", torch.zeros_like(param))
    v = state.get("v", torch.zeros_like(param))
    t = state.get("t", 0) + 1
    with torch.no_grad():
        m = betas[0] * m + (1 - betas[0]) * param.grad
        v = betas[1] * v + (1 - betas[1]) * param.grad.square()
        m_hat = m / (1 - betas[0] ** t)
        param -= lr * m_hat / (v.sqrt() + eps)
    state.update(m=m, v=v, t=t)


@torch.no_grad()
def fixed_betas(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """wrong-values: The usual numbers for the betas stand in the code, whatever is given."""
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = 0.9 * state["m"] + 0.1 * param.grad
    state["v"] = 0.999 * state["v"] + 0.001 * param.grad**2
    m_hat = state["m"] / (1 - 0.9 ** state["t"])
    v_hat = state["v"] / (1 - 0.999 ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)


@change("averages_assigned")
def gradients_summed():
    """wrong-values: The new gradient enters the averages with its full weight; the factors 1 - beta are missing."""
    replace('state["m"] = b1 * state["m"] + (1 - b1) * param.grad', 'state["m"] = b1 * state["m"] + param.grad')
    replace('state["v"] = b2 * state["v"] + (1 - b2) * param.grad**2', 'state["v"] = b2 * state["v"] + param.grad**2')


@change("averages_assigned")
def graph_on():
    """raised: The parameter is changed in place while gradients are recorded, which a leaf does not allow."""
    replace("@torch.no_grad()", "")


@change("averages_assigned")
def name_rebound():
    """replaced-parameter: The new values are bound to the local name; the parameter of the caller stays as it was."""
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param = param - lr * m_hat / (v_hat.sqrt() + eps)")


COUNT = itertools.count(1)


@torch.no_grad()
def shared_count(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """wrong-values: One global count goes up with each call, so the steps of a second parameter are corrected with the
    steps of the first counted in."""
    t = next(COUNT)
    if not state:
        state.update(m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["m"].mul_(betas[0]).add_(param.grad, alpha=1 - betas[0])
    state["v"].mul_(betas[1]).addcmul_(param.grad, param.grad, value=1 - betas[1])
    m_hat = state["m"] / (1 - betas[0] ** t)
    v_hat = state["v"] / (1 - betas[1] ** t)
    param -= lr * m_hat / (v_hat.sqrt() + eps)


@torch.no_grad()
def state_not_kept(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """wrong-values: The averages are made anew in each call and nothing is put into the state, so every step is a first
    step."""
    m, v, t = torch.zeros_like(param), torch.zeros_like(param), 0
    t += 1
    m = betas[0] * m + (1 - betas[0]) * param.grad
    v = betas[1] * v + (1 - betas[1]) * param.grad**2
    m_hat = m / (1 - betas[0] ** t)
    v_hat = v / (1 - betas[1] ** t)
    param -= lr * m_hat / (v_hat.sqrt() + eps)


@torch.no_grad()
def state_on_the_cpu(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """device-mismatch: The averages begin as zeros that were made without `device=`."""
    if not state:
        state.update(t=0, m=torch.zeros(param.shape, dtype=param.dtype), v=torch.zeros(param.shape, dtype=param.dtype))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * param.grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * param.grad**2
    m_hat = state["m"] / (1 - betas[0] ** state["t"])
    v_hat = state["v"] / (1 - betas[1] ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)


@torch.no_grad()
def uncorrected(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """no-bias-correction: The running averages are used as they are, though they start at zero and are too small at
    first."""
    if not state:
        state["m"] = torch.zeros_like(param)
        state["v"] = torch.zeros_like(param)
    b1, b2 = betas
    g = param.grad
    state["m"] = b1 * state["m"] + (1 - b1) * g
    state["v"] = b2 * state["v"] + (1 - b2) * g**2
    param -= lr * state["m"] / (state["v"].sqrt() + eps)


@change("averages_assigned")
def uphill():
    """wrong-values: The step is added, so the parameter moves uphill."""
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param += lr * m_hat / (v_hat.sqrt() + eps)")


def weights_exchanged(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """wrong-values: The new gradient gets the weight beta and the old average 1 - beta; it is the other way round."""
    if len(state) == 0:
        state["m"], state["v"], state["t"] = 0.0, 0.0, 0
    beta1, beta2 = betas
    g = param.grad.detach()
    state["t"] += 1
    state["m"] = (1 - beta1) * state["m"] + beta1 * g
    state["v"] = (1 - beta2) * state["v"] + beta2 * g**2
    m_hat = state["m"] / (1 - beta1 ** state["t"])
    v_hat = state["v"] / (1 - beta2 ** state["t"])
    with torch.no_grad():
        param -= lr * m_hat / (v_hat**0.5 + eps)


@change("averages_assigned")
def without_eps():
    """wrong-values: eps is missing from the denominator, which then ignores the eps that is given, and an element whose
    gradient is 0 becomes 0 / 0."""
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param -= lr * m_hat / v_hat.sqrt()")


@torch.no_grad()
def zero_grad_afterwards(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """gradient-left-behind: The gradient is cleared after the update; it is to be left as found."""
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"].lerp_(param.grad, 1 - betas[0])
    state["v"].lerp_(param.grad.square(), 1 - betas[1])
    m_hat = state["m"] / (1 - betas[0] ** state["t"])
    v_hat = state["v"] / (1 - betas[1] ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)
    param.grad.zero_()
