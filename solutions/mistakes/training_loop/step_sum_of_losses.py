"""train_step: wrong-values

The returned loss is multiplied by the size of the batch; the mean is asked for.
"""


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item() * x.size(0)
