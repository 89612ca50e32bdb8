"""train_step: raised

The batch is cast to float32, whatever the dtype of the model.
"""


def train_step(model, x, y, loss_fn, optimizer):
    x = x.float()
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
