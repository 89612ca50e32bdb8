"""train_step: wrong-values

The optimizer finds no gradients when it steps, because they are cleared between backward and step; nothing moves.
"""


def train_step(model, x, y, loss_fn, optimizer):
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()
