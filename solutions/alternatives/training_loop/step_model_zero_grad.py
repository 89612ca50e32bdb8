"""The model's own zero_grad, gradients kept as zeros."""

from torch import nn


def train_step(model: nn.Module, x, y, loss_fn, optimizer) -> float:
    model.zero_grad(set_to_none=False)
    optimizer.zero_grad(set_to_none=False)
    output = model(x)
    batch_loss = loss_fn(output, y)
    batch_loss.backward()
    optimizer.step()
    return batch_loss.detach().cpu().item()
