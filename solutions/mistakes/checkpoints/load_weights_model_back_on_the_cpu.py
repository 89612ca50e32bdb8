"""load_weights: left-on-cpu

The model is taken to the CPU after the weights are loaded, whatever device is asked for.
"""

import torch


def load_weights(model, path, device="cpu"):
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return model.cpu().eval()
