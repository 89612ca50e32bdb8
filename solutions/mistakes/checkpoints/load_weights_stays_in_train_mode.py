"""load_weights: wrong-mode

The model comes back in the mode it was in; eval mode is asked for.
"""

import torch


def load_weights(model, path, device="cpu"):
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    model.to(device)
    return model
