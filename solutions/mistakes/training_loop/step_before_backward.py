"""train_step: wrong-values

The optimizer finds no gradients when it steps, because the step comes before backward; nothing moves.
"""


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    y_hat = model(x)
    loss = loss_fn(y_hat, y)
    optimizer.step()
    loss.backward()
    return loss.item()
