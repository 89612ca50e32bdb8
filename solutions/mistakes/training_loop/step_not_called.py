"""train_step: missing-step

`optimizer.step` is named and not called: without parentheses no parameter changes.
"""


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step
    return loss.item()
