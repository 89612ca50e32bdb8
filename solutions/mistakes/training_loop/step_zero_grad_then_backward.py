"""train_step: stale-gradient

The step comes first, so it follows the gradients of the batch before; those of this batch are left for the next.
"""


def train_step(model, x, y, loss_fn, optimizer):
    loss = loss_fn(model(x), y)
    optimizer.step()
    optimizer.zero_grad()
    loss.backward()
    return loss.item()
