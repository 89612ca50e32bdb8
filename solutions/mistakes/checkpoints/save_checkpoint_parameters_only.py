"""save_checkpoint: wrong-structure

Of the model only the parameters are written; its buffers are lost.
"""

import torch


def save_checkpoint(path, model, optimizer, epoch, loss):
    weights = {name: p.detach().clone() for name, p in model.named_parameters()}
    torch.save(
        {
            "epoch": epoch,
            "model_state_dict": weights,
            "optimizer_state_dict": optimizer.state_dict(),
            "loss": loss,
        },
        path,
    )
