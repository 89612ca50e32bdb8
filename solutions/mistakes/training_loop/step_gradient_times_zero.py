"""train_step: stale-gradient

Old gradients are multiplied by zero, which clears numbers and leaves NaN as NaN.
"""


def train_step(model, x, y, loss_fn, optimizer):
    for p in model.parameters():
        if p.grad is not None:
            p.grad *= 0
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
