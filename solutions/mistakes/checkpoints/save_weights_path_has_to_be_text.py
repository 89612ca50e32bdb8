"""save_weights: raised

A string method is called on the path, which a Path object does not have.
"""

import torch


def save_weights(model, path):
    if not path.endswith((".pt", ".pth")):
        path = path + ".pt"
    torch.save(model.state_dict(), path)
