"""Takes the tensors of the file for the model's own."""

import torch


def load_weights(model, path, device="cpu"):
    state = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(state, assign=True)
    return model.to(device).eval()
