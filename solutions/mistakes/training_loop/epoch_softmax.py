"""train_epoch: softmax-before-loss

A softmax stands between the model's output and the loss, which expects the output itself.
"""


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        probabilities = model(x).softmax(dim=1)
        loss = loss_fn(probabilities, y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        seen += len(x)
    return total / seen
