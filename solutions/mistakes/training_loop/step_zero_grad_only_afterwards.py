"""train_step: stale-gradient

Gradients are cleared only after the step, so one that is there on entry becomes part of the first update.
"""


def train_step(model, x, y, loss_fn, optimizer):
    outputs = model(x)
    loss = loss_fn(outputs, y)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return float(loss)
