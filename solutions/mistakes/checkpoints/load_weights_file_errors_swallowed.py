"""load_weights: missing-exception

Whatever goes wrong is caught and printed, and the model comes back with the weights it had.
"""

import torch


def load_weights(model, path, device="cpu"):
    try:
        model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    except Exception as error:
        print(error)
    return model.to(device).eval()
