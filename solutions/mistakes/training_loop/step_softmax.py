"""train_step: softmax-before-loss

A softmax stands between the model's output and the loss, which expects the output itself.
"""

import torch


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    probs = torch.softmax(model(x), dim=1)
    loss = loss_fn(probs, y)
    loss.backward()
    optimizer.step()
    return loss.item()
