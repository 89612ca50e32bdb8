"""train_step: wrong-values

Cross entropy is computed whatever loss was given.
"""

from torch import nn


def train_step(model, x, y, loss_fn, optimizer):
    criterion = nn.CrossEntropyLoss()
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
