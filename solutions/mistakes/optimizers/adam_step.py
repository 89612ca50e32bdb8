"""Known mistakes of adam_step."""

import itertools
import math


@torch.no_grad()
def average_is_the_gradient(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """gradient-left-behind: The gradient is changed: an average is written into its memory.

    Start the averages as `torch.zeros_like(param)`. Never change `param.grad` in place (`mul_`, `*=`).
    """
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
    """wrong-values: The averages begin at the first gradient and its square, and not at zero as the correction expects.

    Start both averages at `torch.zeros_like(param)`.
    """
    replace(
        "state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))",
        "state.update(t=0, m=param.grad.clone(), v=param.grad**2)",
    )


@torch.no_grad()
def averages_of_default_dtype(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """wrong-values: The averages do not have the parameter's dtype, so a float64 parameter loses digits.

    Make the averages like the parameter, in dtype and device: `torch.zeros_like(param)`.
    """
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
    """wrong-values: The two betas are exchanged: the first belongs to the gradients, the second to their squares.

    Use `betas[0]` for the average of the gradients and `betas[1]` for the average of their squares.
    """
    replace("b1, b2 = betas", "b2, b1 = betas")


@torch.no_grad()
def constant_correction(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """no-bias-correction: Both averages are divided by 1 - beta at every step, which is right in the first one only.

    Divide each average by `1 - beta ** t`. Here t is the number of the step, from 1 on: keep it in `state`.
    """
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
    """wrong-values: The corrected averages take the place of the running ones, so the next step corrects them again.

    Keep the running averages in `state` as they are. Put the corrected ones into variables of their own.
    """
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    b1, b2 = betas
    state["t"] += 1
    state["m"] = (b1 * state["m"] + (1 - b1) * param.grad) / (1 - b1 ** state["t"])
    state["v"] = (b2 * state["v"] + (1 - b2) * param.grad**2) / (1 - b2 ** state["t"])
    param -= lr * state["m"] / (state["v"].sqrt() + eps)


def count_from_zero(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """non-finite: The count is 0 in the first step, so the correction divides by 1 - beta**0, which is zero.

    Add 1 to the count before you use it: t is 1 in the first step.
    """
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
    """no-bias-correction: The count is one too high, so the first step is corrected as if it were the second.

    Start the count at 0, and add 1 before you use it. Then t is 1 in the first step.
    """
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
    """replaced-parameter: The parameter gets a new tensor for its values, so it moves to another storage.

    Write into the memory that is there, under `torch.no_grad()`: `param.sub_(...)` or `param -= ...`, not `param.data =
    ...`.
    """
    replace("@torch.no_grad()", "")
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param.data = param.data - lr * m_hat / (v_hat.sqrt() + eps)")


@change("averages_assigned")
def eps_in_the_root():
    """wrong-values: eps is added under the root, where it counts for more than beside it when gradients are small.

    Add eps after the root: the denominator is `v_hat.sqrt() + eps`.
    """
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param -= lr * m_hat / (v_hat + eps).sqrt()")


@torch.no_grad()
def eps_not_rescaled(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """wrong-values: eps is added to the root of the uncorrected average, so it has another weight than in Adam.

    Correct the average of the squares first, then take its root and add eps: `v_hat.sqrt() + eps`.
    """
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    b1, b2 = betas
    state["t"] += 1
    state["m"].mul_(b1).add_(param.grad, alpha=1 - b1)
    state["v"].mul_(b2).addcmul_(param.grad, param.grad, value=1 - b2)
    step_size = lr * math.sqrt(1 - b2 ** state["t"]) / (1 - b1 ** state["t"])
    param.addcdiv_(state["m"], state["v"].sqrt() + eps, value=-step_size)


def first_average_corrected_only(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """no-bias-correction: The average of the gradients is corrected, the average of their squares is not.

    Divide the average of the squares by `1 - betas[1] ** t` too, before its root is taken.
    """
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
    """wrong-values: The betas are fixed numbers, whatever is given.

    Use the argument `betas` in the averages and in their corrections.
    """
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
    """wrong-values: The new gradient enters the averages with its full weight; the factors 1 - beta are missing.

    Multiply the new gradient by `1 - betas[0]`, and its square by `1 - betas[1]`.
    """
    replace('state["m"] = b1 * state["m"] + (1 - b1) * param.grad', 'state["m"] = b1 * state["m"] + param.grad')
    replace('state["v"] = b2 * state["v"] + (1 - b2) * param.grad**2', 'state["v"] = b2 * state["v"] + param.grad**2')


@change("averages_assigned")
def graph_on():
    """raised: The parameter is changed in place while gradients are recorded, which a leaf does not allow.

    Update inside the block `with torch.no_grad():`, or put the decorator `@torch.no_grad()` on the function.
    """
    replace("@torch.no_grad()", "")


@change("averages_assigned")
def name_rebound():
    """replaced-parameter: The caller's parameter is never written to: the result is another tensor, gone when the
    function ends.

    Write into `param` itself, under `torch.no_grad()`, with `-=` or `sub_`: no copy, no `param = ...`.
    """
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param = param - lr * m_hat / (v_hat.sqrt() + eps)")


COUNT = itertools.count(1)


@torch.no_grad()
def shared_count(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """wrong-values: One count serves all parameters, so a second parameter is not at step 1 when it begins.

    Keep the count in `state`, beside the averages: each parameter has its own.
    """
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
    """state-not-kept: Nothing is kept from step to step, so every step is a first step.

    Keep both averages and the count in `state`. Make them only when `state` is empty, and write the new values back.
    """
    m, v, t = torch.zeros_like(param), torch.zeros_like(param), 0
    t += 1
    m = betas[0] * m + (1 - betas[0]) * param.grad
    v = betas[1] * v + (1 - betas[1]) * param.grad**2
    m_hat = m / (1 - betas[0] ** t)
    v_hat = v / (1 - betas[1] ** t)
    param -= lr * m_hat / (v_hat.sqrt() + eps)


@torch.no_grad()
def state_on_the_cpu(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """device-mismatch: The averages are made on the CPU, and the parameter is elsewhere.

    Make the averages like the parameter: `torch.zeros_like(param)`.
    """
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
    """no-bias-correction: The running averages are used without the correction for their start at zero.

    Divide the averages by `1 - betas[0] ** t` and `1 - betas[1] ** t` before the update. Here t counts the steps from
    1.
    """
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
    """wrong-values: The step is added and not subtracted, so the parameter moves uphill.

    Subtract the step from the parameter: `-=`, or a negative factor.
    """
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param += lr * m_hat / (v_hat.sqrt() + eps)")


def weights_exchanged(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """wrong-values: The new gradient gets the weight beta and the old average 1 - beta; it is the other way round.

    Multiply the old average by beta and the new gradient (or its square) by `1 - beta`.
    """
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
    """wrong-values: eps has no effect: where a gradient is 0, the step is 0 / 0.

    Add eps to the root in the denominator: `v_hat.sqrt() + eps`.
    """
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param -= lr * m_hat / v_hat.sqrt()")


@torch.no_grad()
def zero_grad_afterwards(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """gradient-left-behind: The gradient is cleared after the update; it is to be left as found.

    Leave the gradient as it is: remove the line that clears it.
    """
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"].lerp_(param.grad, 1 - betas[0])
    state["v"].lerp_(param.grad.square(), 1 - betas[1])
    m_hat = state["m"] / (1 - betas[0] ** state["t"])
    v_hat = state["v"] / (1 - betas[1] ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)
    param.grad.zero_()
