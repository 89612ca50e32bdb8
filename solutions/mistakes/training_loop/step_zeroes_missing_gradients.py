"""train_step: raised

`.grad.zero_()` is called on every parameter, although .grad is None before the first backward.
"""


def train_step(model, x, y, loss_fn, optimizer):
    for p in model.parameters():
        p.grad.zero_()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
