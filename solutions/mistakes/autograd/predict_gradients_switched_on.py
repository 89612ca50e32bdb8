"""predict: global-state-changed

Gradients are switched on after the call, also where they were off before.
"""

import torch


def predict(model, x):
    torch.set_grad_enabled(False)
    y = model(x)
    torch.set_grad_enabled(True)
    return y
