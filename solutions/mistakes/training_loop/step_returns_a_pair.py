"""train_step: wrong-type

The loss comes back together with the model's output; the loss alone is asked for.
"""


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    output = model(x)
    loss = loss_fn(output, y)
    loss.backward()
    optimizer.step()
    return loss.item(), output
