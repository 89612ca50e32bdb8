import torch


def backward_twice(loss):
    loss.backward(torch.ones_like(loss), True)
    loss.backward(torch.ones_like(loss))
    return None
