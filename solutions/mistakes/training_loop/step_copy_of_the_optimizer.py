"""train_step: missing-step

Each call builds a new optimizer with the same settings: the one that was given never steps, and momentum is lost.
"""


def train_step(model, x, y, loss_fn, optimizer):
    settings = {key: value for key, value in optimizer.param_groups[0].items() if key != "params"}
    fresh = type(optimizer)(model.parameters(), **settings)
    fresh.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    fresh.step()
    return loss.item()
