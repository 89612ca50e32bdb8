"""train_step: wrong-mode

The step puts the model into eval mode; which mode it runs in is the caller's choice.
"""


def train_step(model, x, y, loss_fn, optimizer):
    model.eval()
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
