"""Moves copies to the CPU before writing, and to the device after reading."""

import copy

import torch


def save_weights(model, path):
    torch.save({name: tensor.detach().cpu().clone() for name, tensor in model.state_dict().items()}, str(path))


def load_weights(model, path, device="cpu"):
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict({name: tensor.to(device) for name, tensor in state.items()})
    return model.to(device=torch.device(device)).eval()


def save_checkpoint(path, model, optimizer, epoch, loss):
    checkpoint = {"epoch": epoch, "loss": loss}
    checkpoint["model_state_dict"] = copy.deepcopy(model.state_dict())
    checkpoint["optimizer_state_dict"] = copy.deepcopy(optimizer.state_dict())
    torch.save(checkpoint, str(path))


def load_checkpoint(path, model, optimizer, device="cpu"):
    was_training = model.training
    checkpoint = torch.load(str(path), map_location="cpu", weights_only=True)
    model.to(device)
    model.load_state_dict(copy.deepcopy(checkpoint["model_state_dict"]))
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    model.train(was_training)
    return 1 + checkpoint["epoch"]
