"""Reads and writes whole files, and serialises in memory."""

import io
from pathlib import Path

import torch


def save_weights(model, path):
    buffer = io.BytesIO()
    torch.save(model.state_dict(), buffer)
    Path(path).write_bytes(buffer.getvalue())


def load_weights(model, path, device="cpu"):
    content = io.BytesIO(Path(path).read_bytes())
    model.load_state_dict(torch.load(content, map_location=lambda storage, place: storage))
    return model.eval().to(device)


def save_checkpoint(path, model, optimizer, epoch, loss):
    buffer = io.BytesIO()
    keys = ("epoch", "model_state_dict", "optimizer_state_dict", "loss")
    torch.save(dict(zip(keys, (epoch, model.state_dict(), optimizer.state_dict(), loss))), buffer)
    Path(path).write_bytes(buffer.getbuffer())


def load_checkpoint(path, model, optimizer, device="cpu"):
    content = io.BytesIO(Path(path).read_bytes())
    checkpoint = torch.load(content, map_location=lambda storage, place: storage)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1
