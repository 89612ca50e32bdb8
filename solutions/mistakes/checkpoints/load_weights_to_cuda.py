"""load_weights: hard-coded-device

map_location names CUDA, whatever device is asked for.
"""

import torch


def load_weights(model, path, device="cpu"):
    state = torch.load(path, map_location="cuda:0", weights_only=True)
    model.load_state_dict(state)
    return model.cuda().eval()
