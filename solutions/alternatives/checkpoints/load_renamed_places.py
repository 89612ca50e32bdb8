"""Renames the places of the tensors, and turns gradients off while it loads."""

import torch


@torch.no_grad()
def load_weights(model, path, device="cpu"):
    state = torch.load(str(path), map_location={"cuda:0": str(device), "cpu": str(device)})
    model.load_state_dict(state)
    return model.to(device).eval()
