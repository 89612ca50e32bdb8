"""train_step: wrong-type

The loss is printed and not returned.
"""


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    print(f"loss: {loss.item():.4f}")
