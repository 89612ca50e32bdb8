"""load_weights: left-on-cpu

Only the tensors of the file go to the device; the model stays where it is.
"""

import torch


def load_weights(model, path, device="cpu"):
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    model.eval()
    return model
