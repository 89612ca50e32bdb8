"""predict: bypassed-call

forward is called by name, so the model's hooks do not run.
"""

import torch


@torch.no_grad()
def predict(model, x):
    return model.forward(x)
