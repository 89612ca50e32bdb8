"""save_weights: wrong-type

A list of parameters is written; the names are lost.
"""

import torch


def save_weights(model, path):
    torch.save(list(model.parameters()), path)
