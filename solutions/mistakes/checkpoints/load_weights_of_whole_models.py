"""load_weights: unsafe-load

The file may hold a whole module, for which it is read unsafely.
"""

import torch
from torch import nn


def load_weights(model, path, device="cpu"):
    content = torch.load(path, map_location=device, weights_only=False)
    if isinstance(content, nn.Module):
        content = content.state_dict()
    model.load_state_dict(content)
    return model.to(device).eval()
