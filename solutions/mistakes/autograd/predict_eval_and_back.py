"""predict: wrong-mode

The model runs in eval mode, where the mode that it is in is asked for.
"""

import torch


def predict(model, x):
    was_training = model.training
    model.eval()
    with torch.inference_mode():
        y = model(x)
    model.train(was_training)
    return y
