"""predict: mode-not-restored

The model is put in train mode after the call, also where it was in eval mode before.
"""

import torch


def predict(model, x):
    with torch.no_grad():
        y = model(x)
    model.train()
    return y
