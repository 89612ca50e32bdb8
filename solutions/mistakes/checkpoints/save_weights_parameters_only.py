"""save_weights: wrong-structure

Parameters are written and buffers are not, so the running statistics of batch norm are lost.
"""

import torch


def save_weights(model, path):
    weights = {name: p.detach() for name, p in model.named_parameters()}
    torch.save(weights, path)
