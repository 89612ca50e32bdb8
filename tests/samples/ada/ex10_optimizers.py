import torch


def sgd_step(param, lr):
    with torch.no_grad():
        param.add_(param.grad, alpha=-lr)


def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    b1, b2 = betas
    g = param.grad.detach()
    t = state.get("step", 0) + 1
    m = b1 * state.get("exp_avg", torch.zeros_like(g)) + (1 - b1) * g
    v = b2 * state.get("exp_avg_sq", torch.zeros_like(g)) + (1 - b2) * g**2
    state["step"], state["exp_avg"], state["exp_avg_sq"] = t, m, v
    denominator = (v / (1 - b2**t)).sqrt() + eps
    with torch.no_grad():
        param.addcdiv_(m, denominator, value=-lr / (1 - b1**t))


def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    param.data.mul_(1 - lr * weight_decay)
    adam_step(param, state, lr=lr, betas=betas, eps=eps)


def make_optimizer(model, lr, weight_decay):
    decayed, others = [], []
    for p in model.parameters():
        (decayed if p.ndim > 1 else others).append(p)
    return torch.optim.AdamW(
        [dict(params=decayed), dict(params=others, weight_decay=0.0)], lr=lr, weight_decay=weight_decay
    )
