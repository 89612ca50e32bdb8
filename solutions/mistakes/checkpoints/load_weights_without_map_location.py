"""load_weights: raised

Without map_location the tensors go to the device that they were saved on, which may not exist here.
"""

import torch


def load_weights(model, path, device="cpu"):
    model.load_state_dict(torch.load(path, weights_only=True))
    return model.to(device).eval()
