"""load_weights: hard-coded-device

The function chooses a device by itself and ignores the one that it is given.
"""

import torch

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def load_weights(model, path, device="cpu"):
    model.load_state_dict(torch.load(path, map_location=DEVICE, weights_only=True))
    return model.to(DEVICE).eval()
