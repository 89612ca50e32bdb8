"""predict_labels: wrong-mode

The model runs in the mode it is in; eval mode is asked for.
"""

import torch


def predict_labels(model, images):
    with torch.no_grad():
        return model(images).argmax(1)
