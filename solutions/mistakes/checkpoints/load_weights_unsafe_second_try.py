"""load_weights: unsafe-load

A file that is refused is read again with weights_only=False, so its code runs after all.
"""

import torch


def load_weights(model, path, device="cpu"):
    try:
        state = torch.load(path, map_location=device, weights_only=True)
    except Exception:
        state = torch.load(path, map_location=device, weights_only=False)
    model.load_state_dict(state)
    model.to(device)
    model.eval()
    return model
