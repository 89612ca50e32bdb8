"""Clears gradients between loss and backward."""


def train_step(model, x, y, loss_fn, optimizer):
    prediction = model(x)
    loss = loss_fn(prediction, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return float(loss)
