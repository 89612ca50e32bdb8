"""Writes to another file first and renames it, so that a crash leaves the old file whole."""

import os
from pathlib import Path

import torch


def save_weights(model, path):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    torch.save(model.state_dict(), beside)
    os.replace(beside, path)


def save_checkpoint(path, model, optimizer, epoch, loss):
    beside = f"{path}.tmp"
    torch.save(
        {
            "epoch": epoch,
            "model_state_dict": model.state_dict(),
            "optimizer_state_dict": optimizer.state_dict(),
            "loss": loss,
        },
        beside,
    )
    Path(beside).replace(path)
