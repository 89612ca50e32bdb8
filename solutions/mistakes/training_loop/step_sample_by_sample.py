"""train_step: extra-step

One update is made for each sample; one update for the whole batch is asked for.
"""


def train_step(model, x, y, loss_fn, optimizer):
    total = 0.0
    for i in range(len(x)):
        optimizer.zero_grad()
        loss = loss_fn(model(x[i : i + 1]), y[i : i + 1])
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total / len(x)
