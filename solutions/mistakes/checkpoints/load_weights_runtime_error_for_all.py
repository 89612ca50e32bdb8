"""load_weights: wrong-exception

A file that may not be read is answered with a RuntimeError, where the contract names pickle.UnpicklingError.
"""

import torch


def load_weights(model, path, device="cpu"):
    try:
        model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    except Exception as error:
        raise RuntimeError(f"{path} cannot be loaded") from error
    return model.to(device).eval()
