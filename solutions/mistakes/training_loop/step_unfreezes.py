"""train_step: requires-grad-changed

Every parameter is made to require a gradient, frozen ones too.
"""


def train_step(model, x, y, loss_fn, optimizer):
    for p in model.parameters():
        p.requires_grad = True
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
