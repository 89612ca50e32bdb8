"""load_weights: wrong-exception

Names that do not fit are refused with a ValueError, where the contract names RuntimeError.
"""

import torch


def load_weights(model, path, device="cpu"):
    state = torch.load(path, map_location=device, weights_only=True)
    try:
        model.load_state_dict(state)
    except RuntimeError as error:
        raise ValueError("the file does not fit the model") from error
    return model.to(device).eval()
