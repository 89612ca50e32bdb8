"""load_weights: missing-exception

strict=False lets names pass that the model or the file lacks.
"""

import torch


def load_weights(model, path, device="cpu"):
    state = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(state, strict=False)
    return model.to(device).eval()
