import torch
from torch import device
from torch.cuda import is_available


def best_device():
    return device(["cpu", "cuda"][is_available()])
