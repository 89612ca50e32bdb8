"""train_step: wrong-values

A copy of the model computes the loss, so the gradients belong to the copy and the model's own parameters stay.
"""

import copy


def train_step(model, x, y, loss_fn, optimizer):
    net = copy.deepcopy(model)
    optimizer.zero_grad()
    loss = loss_fn(net(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
