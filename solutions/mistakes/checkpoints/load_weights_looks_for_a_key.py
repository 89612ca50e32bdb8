"""load_weights: raised

The state_dict is looked for under a key, as in a whole checkpoint; the file is the state_dict itself.
"""

import torch


def load_weights(model, path, device="cpu"):
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    return model.to(device).eval()
