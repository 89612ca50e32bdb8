"""Gradients as a result, put into .grad."""

import torch


def train_step(model, x, y, loss_fn, optimizer):
    parameters = [p for p in model.parameters() if p.requires_grad]
    loss = loss_fn(model(x), y)
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    optimizer.zero_grad()
    for parameter, gradient in zip(parameters, gradients):
        parameter.grad = gradient
    optimizer.step()
    return loss.item()
