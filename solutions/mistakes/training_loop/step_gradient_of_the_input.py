"""train_step: requires-grad-changed

The caller's batch is marked as requiring a gradient; only the parameters need one.
"""


def train_step(model, x, y, loss_fn, optimizer):
    x.requires_grad_(True)
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
