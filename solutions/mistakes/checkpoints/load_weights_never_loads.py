"""load_weights: wrong-values

The file is read and its content is not put into the model.
"""

import torch


def load_weights(model, path, device="cpu"):
    state = torch.load(path, map_location=device, weights_only=True)
    if sorted(state) != sorted(model.state_dict()) or any(
        state[name].shape != value.shape for name, value in model.state_dict().items()
    ):
        raise RuntimeError("the file does not fit the model")
    return model.to(device).eval()
