"""Asks autograd for gradients and stores them by hand."""

import torch


def fresh_gradient(loss_fn, w):
    (gradient,) = torch.autograd.grad(loss_fn(w), w)
    w.grad = gradient
    return gradient


def sum_gradients(loss_fns, w):
    total = torch.zeros_like(w)
    for loss_fn in loss_fns:
        total += torch.autograd.grad(loss_fn(w), [w])[0]
    return total


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    parameters = [p for p in model.parameters() if p.requires_grad]
    sums = [torch.zeros_like(p) for p in parameters]
    total = 0.0
    for xb, yb in zip(torch.split(x, micro_batch_size), torch.split(y, micro_batch_size)):
        loss = loss_fn(model(xb), yb)
        grads = torch.autograd.grad(loss, parameters, allow_unused=True)
        for s, g in zip(sums, grads):
            if g is not None:
                s.add_(g, alpha=len(xb))
        total += loss.item() * len(xb)
    for p, s in zip(parameters, sums):
        p.grad = s / len(x)
    optimizer.step()
    return total / len(x)
