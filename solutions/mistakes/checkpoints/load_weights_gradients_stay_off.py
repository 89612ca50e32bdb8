"""load_weights: global-state-changed

Gradients are switched off for the whole process and not switched on again.
"""

import torch


def load_weights(model, path, device="cpu"):
    torch.set_grad_enabled(False)
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return model.to(device).eval()
