"""Known mistakes of adamw_step."""


@torch.no_grad()
def constant_correction(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """no-bias-correction: The averages are divided by 1 - beta; the exponent, the number of the step, is missing."""
    if not state:
        state.update(m=torch.zeros_like(param), v=torch.zeros_like(param))
    param.mul_(1 - lr * weight_decay)
    state["m"].mul_(betas[0]).add_(param.grad, alpha=1 - betas[0])
    state["v"].mul_(betas[1]).addcmul_(param.grad, param.grad, value=1 - betas[1])
    m_hat, v_hat = state["m"] / (1 - betas[0]), state["v"] / (1 - betas[1])
    param.addcdiv_(m_hat, v_hat.sqrt() + eps, value=-lr)


@change("averages_assigned")
def count_from_zero():
    """non-finite: The count is 0 in the first step, and the correction divides by zero."""
    before("param *= 1 - lr * weight_decay", "b1, b2 = betas")
    replace("""
        b1, b2 = betas
        state["t"] += 1
    """, "")
    after("param -= lr * m_hat / (v_hat.sqrt() + eps)", 'state["t"] += 1')


@change("averages_assigned")
def data_assigned():
    """replaced-parameter: `.data` is given a new tensor, so the parameter moves to another storage."""
    replace("@torch.no_grad()", "")
    replace("param *= 1 - lr * weight_decay", "")
    replace(
        "param -= lr * m_hat / (v_hat.sqrt() + eps)",
        "param.data = param.data * (1 - lr * weight_decay) - lr * m_hat / (v_hat.sqrt() + eps)",
    )


@change("averages_assigned")
def decay_after_the_step():
    """wrong-values: The updated weights decay; the decay is taken from the weights as they were before the step."""
    replace("param *= 1 - lr * weight_decay", "")
    after("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param *= 1 - lr * weight_decay")


@change("averages_assigned")
def decay_in_the_gradient():
    """coupled-weight-decay: `weight_decay * param` is added to the gradient, so the decay is divided by the gradient's
    scale as well."""
    replace("param *= 1 - lr * weight_decay", "")
    after("b1, b2 = betas", "g = param.grad + weight_decay * param")
    replace('state["m"] = b1 * state["m"] + (1 - b1) * param.grad', 'state["m"] = b1 * state["m"] + (1 - b1) * g')
    replace('state["v"] = b2 * state["v"] + (1 - b2) * param.grad**2', 'state["v"] = b2 * state["v"] + (1 - b2) * g**2')


@change("averages_assigned")
def decay_with_gradient_only():
    """wrong-values: Weights whose gradient is 0 are left out of the decay; they decay like the others."""
    replace("param *= 1 - lr * weight_decay", "")
    after("b1, b2 = betas", "param -= lr * weight_decay * param * (param.grad != 0)")


@change("averages_assigned")
def decay_without_lr():
    """wrong-values: The decay is not multiplied by the learning rate."""
    replace("param *= 1 - lr * weight_decay", "")
    after("b1, b2 = betas", "param -= weight_decay * param")


def decays_twice(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """wrong-values: The weights are shrunk by hand and then once more by torch.optim.AdamW."""
    if "optimizer" not in state:
        state["optimizer"] = torch.optim.AdamW([param], lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)
    with torch.no_grad():
        param.mul_(1 - lr * weight_decay)
    state["optimizer"].step()


@change("averages_assigned")
def eps_in_the_root():
    """wrong-values: eps is added under the root, where it counts for more than beside it when gradients are small."""
    replace("""
        param *= 1 - lr * weight_decay
        b1, b2 = betas
    """, """
        b1, b2 = betas
        param *= 1 - lr * weight_decay
    """)
    replace("param -= lr * m_hat / (v_hat.sqrt() + eps)", "param -= lr * m_hat / torch.sqrt(v_hat + eps)")


def fixed_decay(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """wrong-values: The decay is 0.01 whatever weight_decay is given."""
    if "optimizer" not in state:
        state["optimizer"] = torch.optim.AdamW([param], lr=lr, betas=betas, eps=eps)
    state["optimizer"].step()


def graph_on(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """raised: The weights are shrunk in place while gradients are recorded, which a leaf does not allow."""
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    b1, b2 = betas
    param *= 1 - lr * weight_decay
    with torch.no_grad():
        state["t"] += 1
        state["m"] = b1 * state["m"] + (1 - b1) * param.grad
        state["v"] = b2 * state["v"] + (1 - b2) * param.grad**2
        m_hat = state["m"] / (1 - b1 ** state["t"])
        v_hat = state["v"] / (1 - b2 ** state["t"])
        param -= lr * m_hat / (v_hat.sqrt() + eps)


@torch.no_grad()
def shrunk_copy(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """replaced-parameter: The shrunk weights are a new tensor under the old name, and the step is taken on that; the
    parameter of the caller stays as it was."""
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    b1, b2 = betas
    grad = param.grad
    param = param * (1 - lr * weight_decay)
    state["t"] += 1
    state["m"] = b1 * state["m"] + (1 - b1) * grad
    state["v"] = b2 * state["v"] + (1 - b2) * grad**2
    m_hat = state["m"] / (1 - b1 ** state["t"])
    v_hat = state["v"] / (1 - b2 ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)


def state_not_kept(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """wrong-values: A new optimizer is made for each step, so the averages begin at zero again each time."""
    torch.optim.AdamW([param], lr=lr, betas=betas, eps=eps, weight_decay=weight_decay).step()


@torch.no_grad()
def state_on_the_cpu(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """device-mismatch: The averages begin as zeros that were made without `device=`."""
    if not state:
        state.update(t=0, m=torch.zeros(param.shape, dtype=param.dtype), v=torch.zeros(param.shape, dtype=param.dtype))
    state["t"] += 1
    param *= 1 - lr * weight_decay
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * param.grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * param.grad**2
    m_hat = state["m"] / (1 - betas[0] ** state["t"])
    v_hat = state["v"] / (1 - betas[1] ** state["t"])
    param -= lr * m_hat / (v_hat.sqrt() + eps)


@torch.no_grad()
def uncorrected(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """no-bias-correction: The running averages are used as they are, without the correction for their start at zero."""
    if not state:
        state.update(m=torch.zeros_like(param), v=torch.zeros_like(param))
    param.mul_(1 - lr * weight_decay)
    state["m"].mul_(betas[0]).add_(param.grad, alpha=1 - betas[0])
    state["v"].mul_(betas[1]).addcmul_(param.grad, param.grad, value=1 - betas[1])
    param.addcdiv_(state["m"], state["v"].sqrt() + eps, value=-lr)


def weights_grow(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """wrong-values: The sign of the decay is wrong, and the weights grow."""
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    b1, b2 = betas
    state["t"] += 1
    with torch.no_grad():
        param.mul_(1 + lr * weight_decay)
        state["m"] = b1 * state["m"] + (1 - b1) * param.grad
        state["v"] = b2 * state["v"] + (1 - b2) * param.grad**2
        m_hat = state["m"] / (1 - b1 ** state["t"])
        v_hat = state["v"] / (1 - b2 ** state["t"])
        param.sub_(lr * m_hat / (v_hat.sqrt() + eps))


@change("averages_assigned")
def without_decay():
    """wrong-values: weight_decay is never used; this is Adam."""
    replace("param *= 1 - lr * weight_decay", "")


def zero_grad_afterwards(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """gradient-left-behind: The gradient is taken away after the update; it is to be left as found."""
    if "optimizer" not in state:
        state["optimizer"] = torch.optim.AdamW([param], lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)
    state["optimizer"].step()
    state["optimizer"].zero_grad()
