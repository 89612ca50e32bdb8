"""load_weights: wrong-type

`load_state_dict` returns a report about the keys and not the model, and the name is bound to that report.
"""

import torch


def load_weights(model, path, device="cpu"):
    model.to(device).eval()
    model = model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return model
