"""save_weights: raised

`torch.save` gets the path first and the object second; it takes them the other way round.
"""

import torch


def save_weights(model, path):
    torch.save(path, model.state_dict())
