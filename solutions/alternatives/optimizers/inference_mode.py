"""inference_mode in place of no_grad; lerp for the averages; the state holds one tuple."""

import torch


@torch.inference_mode()
def sgd_step(param, lr):
    param.sub_(lr * param.grad)


def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    with torch.inference_mode():
        m, v, t = state.get(0, (torch.zeros_like(param), torch.zeros_like(param), 0))
        m = torch.lerp(m, param.grad, 1 - betas[0])
        v = torch.lerp(v, param.grad**2, 1 - betas[1])
        t = t + 1
        state[0] = m, v, t
        param.sub_(lr * (m / (1 - betas[0] ** t)) / ((v / (1 - betas[1] ** t)) ** 0.5 + eps))


def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    with torch.inference_mode():
        m, v, t = state.get(0, (torch.zeros_like(param), torch.zeros_like(param), 0))
        m = torch.lerp(m, param.grad, 1 - betas[0])
        v = torch.lerp(v, param.grad**2, 1 - betas[1])
        t = t + 1
        state[0] = m, v, t
        update = (m / (1 - betas[0] ** t)) / ((v / (1 - betas[1] ** t)) ** 0.5 + eps)
        param.sub_(lr * (update + weight_decay * param))


def make_optimizer(model, lr, weight_decay):
    named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": [(name, p) for name, p in named if p.ndim >= 2], "weight_decay": weight_decay},
            {"params": [(name, p) for name, p in named if p.ndim < 2], "weight_decay": 0},
        ],
        lr=lr,
    )
