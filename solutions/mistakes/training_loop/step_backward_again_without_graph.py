"""train_step: graph-freed

backward is called a second time, after the first has freed the graph.
"""


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    loss.backward()
    return loss.item()
