"""save_checkpoint: mode-not-restored

The model is put in eval mode for saving and stays there, in the middle of training.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    model.eval()
    torch.save(
        {
            "epoch": epoch,
            "model_state_dict": model.state_dict(),
            "optimizer_state_dict": optimizer.state_dict(),
            "loss": loss,
        },
        path,
    )
