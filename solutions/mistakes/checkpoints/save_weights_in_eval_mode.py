"""save_weights: mode-not-restored

The model is put in eval mode before it is written, and stays there.
"""

import torch


def save_weights(model, path):
    model.eval()
    torch.save(model.state_dict(), path)
