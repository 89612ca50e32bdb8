"""load_weights: wrong-type

The weights are loaded and the model is not returned.
"""

import torch


def load_weights(model, path, device="cpu"):
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    model.to(device).eval()
