"""train_step: input-modified

The batch is normalised in place, which changes the caller's data and what the model sees.
"""


def train_step(model, x, y, loss_fn, optimizer):
    x -= x.mean()
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
