"""Raises subclasses and other messages of the exceptions that the contract names."""

import pickle

import torch


class ForeignFileError(pickle.UnpicklingError):
    """The file holds more than plain data."""


def load_weights(model, path, device="cpu"):
    try:
        state = torch.load(path, map_location=device, weights_only=True)
    except pickle.UnpicklingError:
        raise ForeignFileError(str(path)) from None
    result = model.load_state_dict(state, strict=False)
    if result.missing_keys or result.unexpected_keys:
        raise RuntimeError("missing: {}, unexpected: {}".format(*result))
    return model.to(device).eval()


def load_checkpoint(path, model, optimizer, device="cpu"):
    try:
        checkpoint = torch.load(path, map_location=device, weights_only=True)
    except pickle.UnpicklingError:
        raise ForeignFileError(str(path)) from None
    for thing in (model, optimizer):
        key = "model_state_dict" if thing is model else "optimizer_state_dict"
        thing.load_state_dict(checkpoint[key])
    return sum([checkpoint["epoch"], 1])
