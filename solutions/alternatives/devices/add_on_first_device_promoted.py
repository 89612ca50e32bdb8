import torch


def add_on_first_device(a, b):
    return torch.add(a, b.to(a.device, torch.promote_types(a.dtype, b.dtype)))
