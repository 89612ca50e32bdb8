"""train_step: stale-gradient

Gradients are never cleared, so each step also follows the gradients of earlier batches.
"""


def train_step(model, x, y, loss_fn, optimizer):
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
