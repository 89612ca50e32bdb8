import torch


def backward_twice(loss):
    torch.autograd.backward(loss, retain_graph=True)
    torch.autograd.backward([loss])
