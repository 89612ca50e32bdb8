"""load_weights: raised

The file is taken for a whole model, and a dict has no `eval`.
"""

import torch


def load_weights(model, path, device="cpu"):
    model = torch.load(path, map_location=device, weights_only=True)
    return model.eval()
