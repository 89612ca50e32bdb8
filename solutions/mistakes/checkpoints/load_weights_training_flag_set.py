"""load_weights: wrong-mode

The flag of the outermost module is set; its layers stay in train mode.
"""

import torch


def load_weights(model, path, device="cpu"):
    model.load_state_dict(torch.load(path, map_location=device))
    model.training = False
    return model.to(device)
