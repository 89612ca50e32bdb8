"""load_weights: wrong-mode

The parentheses of `eval` are missing, so the mode stays as it is.
"""

import torch


def load_weights(model, path, device="cpu"):
    weights = torch.load(path, map_location=torch.device(device))
    model.load_state_dict(weights)
    model = model.to(device)
    model.eval
    return model
