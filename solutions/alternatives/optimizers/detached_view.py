"""A detached view of the parameter is written to."""

import torch


def sgd_step(param, lr):
    view = param.detach()
    view -= lr * param.grad


def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    view, grad = param.detach(), param.grad.detach()
    moments = state.setdefault(id(param), {"m": torch.zeros_like(view), "v": torch.zeros_like(view), "t": 0})
    moments["t"] += 1
    for name, beta, value in (("m", betas[0], grad), ("v", betas[1], grad * grad)):
        moments[name] = beta * moments[name] + (1 - beta) * value
    m_hat, v_hat = (moments[name] / (1 - beta ** moments["t"]) for name, beta in zip(("m", "v"), betas))
    view -= lr * m_hat / (v_hat.sqrt() + eps)


def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    view, grad = param.detach(), param.grad.detach()
    moments = state.setdefault(id(param), {"m": torch.zeros_like(view), "v": torch.zeros_like(view), "t": 0})
    moments["t"] += 1
    view -= lr * weight_decay * view
    for name, beta, value in (("m", betas[0], grad), ("v", betas[1], grad * grad)):
        moments[name] = beta * moments[name] + (1 - beta) * value
    m_hat, v_hat = (moments[name] / (1 - beta ** moments["t"]) for name, beta in zip(("m", "v"), betas))
    view -= lr * m_hat / (v_hat.sqrt() + eps)


def make_optimizer(model, lr, weight_decay):
    groups = {True: [], False: []}
    seen = set()
    for module in model.modules():
        for param in module.parameters(recurse=False):
            if param.requires_grad and id(param) not in seen:
                seen.add(id(param))
                groups[param.dim() >= 2].append(param)
    return torch.optim.AdamW(
        [{"params": group, "weight_decay": weight_decay * decays} for decays, group in groups.items()],
        lr=lr,
        betas=(0.9, 0.999),
    )
