"""train_step: stale-gradient

`optimizer.zero_grad` is named and not called: without parentheses nothing is cleared.
"""


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad
    prediction = model(x)
    loss = loss_fn(prediction, y)
    loss.backward()
    optimizer.step()
    return loss.item()
