"""Clears by hand, before and after."""


def _forget(optimizer):
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            parameter.grad = None


def train_step(model, x, y, loss_fn, optimizer):
    _forget(optimizer)
    loss = loss_fn(model(x), y)
    value = loss.item()
    loss.backward()
    optimizer.step()
    _forget(optimizer)
    return value
