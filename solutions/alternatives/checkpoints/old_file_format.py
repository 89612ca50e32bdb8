"""Writes torch's old format, which is no zip archive."""

import torch


def save_weights(model, path):
    torch.save(model.state_dict(), path, _use_new_zipfile_serialization=False)


def save_checkpoint(path, model, optimizer, epoch, loss):
    content = {
        "epoch": epoch,
        "model_state_dict": model.state_dict(),
        "optimizer_state_dict": optimizer.state_dict(),
        "loss": loss,
    }
    torch.save(content, path, _use_new_zipfile_serialization=False)
