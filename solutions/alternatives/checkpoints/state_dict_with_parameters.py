"""Keeps Parameters in the state_dict."""

import torch


def save_weights(model, path):
    torch.save(model.state_dict(keep_vars=True), path)


def save_checkpoint(path, model, optimizer, epoch, loss):
    torch.save(
        {
            "epoch": epoch,
            "model_state_dict": model.state_dict(keep_vars=True),
            "optimizer_state_dict": optimizer.state_dict(),
            "loss": loss,
        },
        path,
    )
