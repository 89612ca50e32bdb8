"""torch's own optimizers, kept in the state."""

import torch


def sgd_step(param, lr):
    torch.optim.SGD([param], lr=lr).step()


def adam_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    if "optimizer" not in state:
        state["optimizer"] = torch.optim.Adam([param], lr=lr, betas=betas, eps=eps)
    state["optimizer"].param_groups[0].update(lr=lr, betas=betas, eps=eps)
    state["optimizer"].step()


def adamw_step(param, state, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    if "optimizer" not in state:
        state["optimizer"] = torch.optim.AdamW([param], lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)
    state["optimizer"].param_groups[0].update(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)
    state["optimizer"].step()


def make_optimizer(model, lr, weight_decay):
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=weight_decay)
    spared = [p for p in optimizer.param_groups[0]["params"] if p.dim() < 2]
    optimizer.param_groups[0]["params"] = [p for p in optimizer.param_groups[0]["params"] if p.dim() >= 2]
    optimizer.add_param_group({"params": spared, "weight_decay": 0.0})
    return optimizer
