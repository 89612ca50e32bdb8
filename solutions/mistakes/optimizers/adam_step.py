"""Known mistakes of adam_step."""

import itertools
import math


@change("averages_assigned")
def average_is_the_gradient():
    """gradient-left-behind: The gradient is changed: an average is written into its memory.
    remedy: Start the averages as `torch.zeros_like(param)`. Never change `param.grad` in place (`mul_`, `*=`).
    """
    replace('state["m"] = b1 * state["m"] + (1 - b1) * param.grad', "")
    after('state["v"] = b2 * state["v"] + (1 - b2) * param.grad**2', """
        if state["t"] == 1:
            state["m"] = param.grad.mul_(1 - b1)
        else:
            state["m"] = b1 * state["m"] + (1 - b1) * param.grad
    """)


@change("averages_assigned")
def averages_begin_at_the_gradient():
    """wrong-values: The averages begin at the first gradient and its square, and not at zero as the correction expects.
    remedy: Start both averages at `torch.zeros_like(param)`.
    """
    replace("m=torch.zeros_like(param), v=torch.zeros_like(param)", "m=param.grad.clone(), v=param.grad**2")


def averages_of_default_dtype():
    """wrong-values: The averages do not have the parameter's dtype, so a float64 parameter loses digits.
    remedy: Make the averages like the parameter, in dtype and device: `torch.zeros_like(param)`.
    """
    replace(
        "state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))",
        "state.update(t=0, m=torch.zeros(param.shape), v=torch.zeros(param.shape))",
    )


@change("averages_assigned")
def betas_exchanged():
    """wrong-values: The two betas are exchanged: the first belongs to the gradients, the second to their squares.
    remedy: Use `betas[0]` for the average of the gradients and `betas[1]` for the average of their squares.
    """
    replace("b1, b2 = betas", "b2, b1 = betas")


def constant_correction():
    """no-bias-correction: Both averages are divided by 1 - beta at every step, which is right in the first one only.
    remedy: Divide each average by `1 - beta ** t`. Here t is the number of the step, from 1 on: keep it in `state`.
    """
    replace('m_hat = state["m"] / (1 - beta1 ** state["t"])', 'm_hat = state["m"] / (1 - beta1)')
    replace('v_hat = state["v"] / (1 - beta2 ** state["t"])', 'v_hat = state["v"] / (1 - beta2)')


@change("averages_assigned")
def corrected_averages_kept():
    """wrong-values: The corrected averages take the place of the running ones, so the next step corrects them again.
    remedy: Keep the running averages in `state` as they are. Put the corrected ones into variables of their own.
    """
    replace('m_hat = state["m"] / (1 - b1 ** state["t"])', 'm_hat = state["m"] = state["m"] / (1 - b1 ** state["t"])')
    replace('v_hat = state["v"] / (1 - b2 ** state["t"])', 'v_hat = state["v"] = state["v"] / (1 - b2 ** state["t"])')


def count_from_zero():
    """non-finite: The count is 0 in the first step, so the correction divides by 1 - beta**0, which is zero.
    remedy: Add 1 to the count before you use it: t is 1 in the first step.
    """
    replace('state["t"] += 1', "")
    after("param -= lr * m_hat / (v_hat.sqrt() + eps)", 'state["t"] += 1')


def count_one_ahead():
    """no-bias-correction: The count is one too high, so the first step is corrected as if it were the second.
    remedy: Start the count at 0, and add 1 before you use it. Then t is 1 in the first step.
    """
    replace("t=0, m=torch.zeros_like(param)", "t=1, m=torch.zeros_like(param)")


@change("averages_assigned")
def data_assigned():
    """replaced-parameter: The parameter gets a new tensor for its values, so it moves to another storage.
    remedy: Write into the memory that is there, under `torch.no_grad()`: `param.sub_(...)` or `param -= ...`, not
    `param.data = ...`.
    """
    replace("@torch.no_grad()", "")
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param.data = param.data - lr * m_hat / (v_hat.sqrt() + eps)")


@change("averages_assigned")
def eps_in_the_root():
    """wrong-values: eps is added under the root, where it counts for more than beside it when gradients are small.
    remedy: Add eps after the root: the denominator is `v_hat.sqrt() + eps`.
    """
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param -= lr * m_hat / (v_hat + eps).sqrt()")


def eps_not_rescaled():
    """wrong-values: eps is added to the root of the uncorrected average, so it has another weight than in Adam.
    remedy: Correct the average of the squares first, then take its root and add eps: `v_hat.sqrt() + eps`.
    """
    replace(
        "param -= lr * m_hat / (v_hat.sqrt() + eps)",
        'param -= lr * m_hat * math.sqrt(1 - beta2 ** state["t"]) / (state["v"].sqrt() + eps)',
    )


def first_average_corrected_only():
    """no-bias-correction: The average of the gradients is corrected, the average of their squares is not.
    remedy: Divide the average of the squares by `1 - betas[1] ** t` too, before its root is taken.
    """
    replace('v_hat = state["v"] / (1 - beta2 ** state["t"])', 'v_hat = state["v"]')


def fixed_betas():
    """wrong-values: The betas are fixed numbers, whatever is given.
    remedy: Use the argument `betas` in the averages and in their corrections.
    """
    replace("beta1, beta2 = betas", "beta1, beta2 = 0.9, 0.999")


@change("averages_assigned")
def gradients_summed():
    """wrong-values: The new gradient enters the averages with its full weight; the factors 1 - beta are missing.
    remedy: Multiply the new gradient by `1 - betas[0]`, and its square by `1 - betas[1]`.
    """
    replace('state["m"] = b1 * state["m"] + (1 - b1) * param.grad', 'state["m"] = b1 * state["m"] + param.grad')
    replace('state["v"] = b2 * state["v"] + (1 - b2) * param.grad**2', 'state["v"] = b2 * state["v"] + param.grad**2')


@change("averages_assigned")
def graph_on():
    """raised: The parameter is changed in place while gradients are recorded, which a leaf does not allow.
    remedy: Update inside the block `with torch.no_grad():`, or put the decorator `@torch.no_grad()` on the function.
    """
    replace("@torch.no_grad()", "")


@change("averages_assigned")
def name_rebound():
    """replaced-parameter: Nothing is written into the caller's parameter. A name that is bound to a new tensor, or a
    copy that is changed, leaves the tensor that the caller holds as it is.
    remedy: Write into `param` itself, under `torch.no_grad()`, with `-=` or `sub_`: no copy, no `param = ...`.
    """
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param = param - lr * m_hat / (v_hat.sqrt() + eps)")


COUNT = itertools.count(1)


def shared_count():
    """wrong-values: One count serves all parameters, so a second parameter is not at step 1 when it begins.
    remedy: Keep the count in `state`, beside the averages: each parameter has its own.
    """
    replace('state["t"] += 1', 'state["t"] = next(COUNT)')


@change("averages_assigned")
def squares_left_out():
    """wrong-values: The second average is one of the gradients and not of their squares: some have no root.
    remedy: Average the squares: `state["v"] = betas[1] * state["v"] + (1 - betas[1]) * param.grad**2`.
    """
    replace('state["v"] = b2 * state["v"] + (1 - b2) * param.grad**2', 'state["v"] = b2 * state["v"] + (1 - b2) * param.grad')


def state_not_kept(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """state-not-kept: The averages and the count begin anew in each call, for nothing of them gets from one call to the
    next through the dict state. So every step is a first step.
    remedy: Keep both averages and the count in `state`. Make them only when `state` is empty, and write the new values
    back.
    """
    adam_step(param, {}, lr, betas, eps)


def state_on_the_cpu():
    """device-mismatch: The averages are made on the CPU, and the parameter is elsewhere.
    remedy: Make the averages like the parameter: `torch.zeros_like(param)`.
    """
    replace("state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))", """
        state.update(t=0, m=torch.zeros(param.shape, dtype=param.dtype), v=torch.zeros(param.shape, dtype=param.dtype))
    """)


def uncorrected():
    """no-bias-correction: The running averages start at zero, so they are far too small in the first steps, and nothing
    makes up for it: they go into the update as they are.
    remedy: Divide the averages by `1 - betas[0] ** t` and `1 - betas[1] ** t` before the update. Here t counts the
    steps from 1.
    """
    replace('m_hat = state["m"] / (1 - beta1 ** state["t"])', 'm_hat = state["m"]')
    replace('v_hat = state["v"] / (1 - beta2 ** state["t"])', 'v_hat = state["v"]')


@change("averages_assigned")
def uphill():
    """uphill: The step is added and not subtracted, so the parameter moves uphill.
    remedy: Subtract the step from the parameter: `-=`, or a negative factor.
    """
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param += lr * m_hat / (v_hat.sqrt() + eps)")


@change("averages_assigned")
def weights_exchanged():
    """wrong-values: The new gradient gets the weight beta and the old average 1 - beta; it is the other way round.
    remedy: Multiply the old average by beta and the new gradient (or its square) by `1 - beta`.
    """
    replace("b1, b2 = betas", "b1, b2 = 1 - betas[0], 1 - betas[1]")
    replace('m_hat = state["m"] / (1 - b1 ** state["t"])', 'm_hat = state["m"] / (1 - betas[0] ** state["t"])')
    replace('v_hat = state["v"] / (1 - b2 ** state["t"])', 'v_hat = state["v"] / (1 - betas[1] ** state["t"])')


@change("averages_assigned")
def without_eps():
    """wrong-values: eps has no effect: where a gradient is 0, the step is 0 / 0.
    remedy: Add eps to the root in the denominator: `v_hat.sqrt() + eps`.
    """
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param -= lr * m_hat / v_hat.sqrt()")


def zero_grad_afterwards():
    """gradient-left-behind: The gradient is cleared after the update; it must not change.
    remedy: Leave the gradient as it is: remove the line that clears it.
    """
    after("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param.grad.zero_()")
