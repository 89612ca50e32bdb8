import torch
from torch.utils import _pytree as pytree


def to_device(batch, device):
    return pytree.tree_map_only(torch.Tensor, lambda t: t.to(device), batch)
