"""Known mistakes of adamw_step."""


@change("averages_assigned")
def constant_correction():
    """no-bias-correction: Both averages are divided by 1 - beta at every step, which is right in the first one only.
    remedy: Divide each average by `1 - beta ** t`. Here t is the number of the step, from 1 on: keep it in `state`.
    """
    replace('m_hat = state["m"] / (1 - b1 ** state["t"])', 'm_hat = state["m"] / (1 - b1)')
    replace('v_hat = state["v"] / (1 - b2 ** state["t"])', 'v_hat = state["v"] / (1 - b2)')


@change("averages_assigned")
def count_from_zero():
    """non-finite: The count is 0 in the first step, and the correction divides by zero.
    remedy: Add 1 to the count before you use it: t is 1 in the first step.
    """
    replace('state["t"] += 1', "")
    after("param -= lr * m_hat / (v_hat.sqrt() + eps)", 'state["t"] += 1')


@change("averages_assigned")
def data_assigned():
    """replaced-parameter: The parameter gets a new tensor for its values, so it moves to another storage.
    remedy: Write into the memory that is there, under `torch.no_grad()`, with `*=` and `-=`, and not with `param.data =
    ...`.
    """
    replace("@torch.no_grad()", "")
    replace("param *= 1 - lr * weight_decay", "")
    replace(
        "param -= lr * m_hat / (v_hat.sqrt() + eps)",
        "param.data = param.data * (1 - lr * weight_decay) - lr * m_hat / (v_hat.sqrt() + eps)",
    )


def decay_after_the_step():
    """wrong-values: The weights after the step decay, and not those before it.
    remedy: Shrink `param` first, by the factor `1 - lr * weight_decay`, and make the step of Adam after that.
    """
    replace("param *= 1 - lr * weight_decay", "")
    after("adam_step(param, state, lr, betas, eps)", "param *= 1 - lr * weight_decay")


@change("averages_assigned")
def decay_in_the_gradient():
    """coupled-weight-decay: The decay is added to the gradient, so it goes through the averages and their scaling.
    remedy: Multiply `param` by `1 - lr * weight_decay`, then make the step with the plain gradient.
    """
    replace("param *= 1 - lr * weight_decay", "")
    after("b1, b2 = betas", "g = param.grad + weight_decay * param")
    replace('state["m"] = b1 * state["m"] + (1 - b1) * param.grad', 'state["m"] = b1 * state["m"] + (1 - b1) * g')
    replace('state["v"] = b2 * state["v"] + (1 - b2) * param.grad**2', 'state["v"] = b2 * state["v"] + (1 - b2) * g**2')


@change("averages_assigned")
def decay_with_gradient_only():
    """wrong-values: Weights whose gradient is 0 are left out of the decay; they decay like the others.
    remedy: Shrink all of `param` by the factor `1 - lr * weight_decay`, without a condition on the gradient.
    """
    replace("param *= 1 - lr * weight_decay", "")
    after("b1, b2 = betas", "param -= lr * weight_decay * param * (param.grad != 0)")


def decay_without_lr():
    """wrong-values: The decay is not multiplied by the learning rate.
    remedy: Multiply the decay by the learning rate: the factor is `1 - lr * weight_decay`.
    """
    replace("param *= 1 - lr * weight_decay", "param *= 1 - weight_decay")


def decays_twice(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """wrong-values: The weights are shrunk twice in each step.
    remedy: Shrink the weights once in each step: by hand, or by `torch.optim.AdamW`, not by both.
    """
    if "optimizer" not in state:
        state["optimizer"] = torch.optim.AdamW([param], lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)
    with torch.no_grad():
        param.mul_(1 - lr * weight_decay)
    state["optimizer"].step()


@change("averages_assigned")
def eps_in_the_root():
    """wrong-values: eps is added under the root, where it counts for more than beside it when gradients are small.
    remedy: Add eps after the root: the denominator is `v_hat.sqrt() + eps`.
    """
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param -= lr * m_hat / torch.sqrt(v_hat + eps)")


def fixed_decay(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """wrong-values: The decay is a fixed number, 0.01, whatever weight_decay is given.
    remedy: Use the argument `weight_decay`. Where you call `torch.optim.AdamW`, pass `weight_decay=weight_decay`.
    """
    if "optimizer" not in state:
        state["optimizer"] = torch.optim.AdamW([param], lr=lr, betas=betas, eps=eps)
    state["optimizer"].step()


def graph_on():
    """raised: The weights are changed in place while gradients are recorded, which a leaf does not allow.
    remedy: Shrink and update inside the block `with torch.no_grad():`, or put the decorator `@torch.no_grad()` on the
    function.
    """
    replace("@torch.no_grad()", "")


@change("averages_assigned")
def shrunk_copy():
    """replaced-parameter: Nothing is written into the caller's parameter. A name that is bound to a new tensor, or a
    copy that is changed, leaves the tensor that the caller holds as it is.
    remedy: Shrink and update `param` itself, under `torch.no_grad()`, with `*=` and `-=`: no copy, no `param = ...`.
    """
    replace("param *= 1 - lr * weight_decay", """
        grad = param.grad
        param = param * (1 - lr * weight_decay)
    """)
    replace('state["m"] = b1 * state["m"] + (1 - b1) * param.grad', 'state["m"] = b1 * state["m"] + (1 - b1) * grad')
    replace("param.grad**2", "grad**2")


@change("averages_assigned")
def squares_left_out():
    """wrong-values: The second average is one of the gradients and not of their squares: some have no root.
    remedy: Average the squares: `state["v"] = betas[1] * state["v"] + (1 - betas[1]) * param.grad**2`.
    """
    replace('state["v"] = b2 * state["v"] + (1 - b2) * param.grad**2', 'state["v"] = b2 * state["v"] + (1 - b2) * param.grad')


def state_not_kept():
    """state-not-kept: The averages and the count begin anew in each call, for nothing of them gets from one call to the
    next through the dict state. So every step is a first step.
    remedy: Keep what the next step needs in `state`: both averages and the count, or the optimizer. Make it only when
    `state` is empty.
    """
    replace("adam_step(param, state, lr, betas, eps)", "adam_step(param, {}, lr, betas, eps)")


@change("averages_assigned")
def state_on_the_cpu():
    """device-mismatch: The averages are made on the CPU, and the parameter is elsewhere.
    remedy: Make the averages like the parameter: `torch.zeros_like(param)`.
    """
    replace("state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))", """
        state.update(t=0, m=torch.zeros(param.shape, dtype=param.dtype), v=torch.zeros(param.shape, dtype=param.dtype))
    """)


@change("averages_assigned")
def uncorrected():
    """no-bias-correction: The running averages start at zero, so they are far too small in the first steps, and nothing
    makes up for it: they go into the update as they are.
    remedy: Divide the averages by `1 - betas[0] ** t` and `1 - betas[1] ** t` before the update. Here t counts the
    steps from 1.
    """
    replace('m_hat = state["m"] / (1 - b1 ** state["t"])', 'm_hat = state["m"]')
    replace('v_hat = state["v"] / (1 - b2 ** state["t"])', 'v_hat = state["v"]')


def weights_grow():
    """wrong-values: The decay has the wrong sign, so the weights grow.
    remedy: Shrink the weights: the factor is `1 - lr * weight_decay`, with a minus.
    """
    replace("param *= 1 - lr * weight_decay", "param *= 1 + lr * weight_decay")


@change("averages_assigned")
def without_decay():
    """wrong-values: The weights do not decay, so this is Adam.
    remedy: Multiply `param` by `1 - lr * weight_decay` before the step of Adam.
    """
    replace("param *= 1 - lr * weight_decay", "")


def zero_grad_afterwards(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """gradient-left-behind: The gradient is cleared after the update; it must not change.
    remedy: Leave the gradient as it is: remove the line that clears it.
    """
    if "optimizer" not in state:
        state["optimizer"] = torch.optim.AdamW([param], lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)
    state["optimizer"].step()
    state["optimizer"].zero_grad()
