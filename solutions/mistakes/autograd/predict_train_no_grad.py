"""predict: wrong-mode

The model is put in train mode, where the mode that it is in is asked for.
"""

import torch


@torch.no_grad()
def predict(model, x):
    model.train()
    return model(x)
