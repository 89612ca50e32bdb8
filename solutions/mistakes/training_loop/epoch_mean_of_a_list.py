"""train_epoch: batch-mean

One loss a batch is collected and the list is averaged, so a short last batch counts as much as a full one.
"""

import statistics


def train_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    losses = []
    for inputs, labels in loader:
        inputs = inputs.to(device)
        labels = labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return statistics.fmean(losses)
