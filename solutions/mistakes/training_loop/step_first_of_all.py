"""train_step: stale-gradient

The step is the first thing that happens, so it follows gradients of earlier work; those of this batch come too late.
"""


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.step()
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    return loss.item()
