"""Looks at keys and shapes itself, and copies tensor by tensor."""

import torch


def load_weights(model, path, device="cpu"):
    state = torch.load(path, map_location="cpu", weights_only=True)
    model = model.to(device)
    own = model.state_dict()
    if set(own) != set(state):
        raise RuntimeError(f"keys differ: {sorted(set(own) ^ set(state))}")
    for name, tensor in own.items():
        if tensor.shape != state[name].shape:
            raise RuntimeError(f"{name} has shape {tuple(state[name].shape)} in the file, {tuple(tensor.shape)} here")
    with torch.no_grad():
        for name, tensor in own.items():
            tensor.copy_(state[name])
    for module in model.modules():
        module.eval()
    return model


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            tensor.copy_(checkpoint["model_state_dict"][name])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    start_epoch = range(checkpoint["epoch"] + 2)[-1]
    return start_epoch
