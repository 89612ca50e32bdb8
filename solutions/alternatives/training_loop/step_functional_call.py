"""The model as a function of its parameters."""

from torch.func import functional_call


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    loss = loss_fn(functional_call(model, dict(model.named_parameters()), (x,)), y)
    loss.backward()
    optimizer.step()
    return loss.item()
