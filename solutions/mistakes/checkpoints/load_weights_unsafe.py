"""load_weights: unsafe-load

The file is read with weights_only=False, which runs whatever code it names.
"""

import torch


def load_weights(model, path, device="cpu"):
    model.load_state_dict(torch.load(path, map_location=device, weights_only=False))
    return model.to(device).eval()
