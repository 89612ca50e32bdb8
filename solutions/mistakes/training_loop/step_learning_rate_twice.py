"""train_step: wrong-values

The loss is multiplied by the learning rate, which the optimizer applies as well.
"""


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    (loss * optimizer.param_groups[0]["lr"]).backward()
    optimizer.step()
    return loss.item()
